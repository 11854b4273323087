import { drags } from './builder/drag.js'
import { forgetMirrored, mirror, takeBackMirrored } from './builder/mirror.js'
import { at, type Parts, put } from './builder/screen.js'

/**
 * The builder with a script: every form and link of it does what it does without one, but what comes
 * back is put into the page where it stands. Fields save themselves when they are left.
 */
const root = at('construction')
/** How long a list stands still before it is taken at its word, in ms. */
const SOON = 250
let version = Number(root.dataset.version)
let q = root.dataset.q ?? ''
/** Requests wait for each other: each says which version it has seen. */
let queue: Promise<unknown> = Promise.resolve()
let waiting = 0
let dirty: HTMLFormElement | undefined
let soon: ReturnType<typeof setTimeout> | undefined
/** Where a question went whose key followed its title, for what was asked before that was known. */
const renamed = new Map<string, string>()

root.classList.add('is-live')

root.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  if (!form.dataset.swap) return
  event.preventDefault()
  send(form, (event as SubmitEvent).submitter as HTMLButtonElement | null)
})

root.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-swap]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  visit(link)
})

root.addEventListener('input', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>('form[data-autosave]')
  if (form) dirty = form
  mirror(event.target as Element, q, root.dataset.optional ?? '')
})
root.addEventListener('change', (event) => {
  const form = (event.target as Element).closest<HTMLFormElement>('form[data-autosave]')
  if (form && event.target instanceof HTMLSelectElement) return saveSoon(form)
  if (form) send(form)
})
root.addEventListener('focusout', () => {
  if (soon) save(dirty!)
})

root.addEventListener('keydown', (event) => {
  if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
  const row = (event.target as Element).closest<HTMLElement>('.plan__row, .sheet__item')
  const path = row?.dataset.path ?? ((event.target as Element).closest('.builder__panel') && q)
  if (!path) return
  event.preventDefault()
  move(path, { sens: event.key === 'ArrowUp' ? 'haut' : 'bas' })
})

drags(at('plan'), ({ path, into, rank }) => move(path, { vers: into, rang: String(rank) }))

addEventListener('popstate', () => {
  enqueue(() => fetchParts(location.href, {}, 'back'))
})
addEventListener('pagehide', () => {
  // What was typed in the field that one is in, on leaving the page.
  if (dirty) navigator.sendBeacon(dirty.action, bodyOf(dirty))
})

function bodyOf(form: HTMLFormElement, button?: HTMLButtonElement | null): FormData {
  const body = new FormData(form, button ?? undefined)
  body.set('version', String(version))
  return body
}

function send(form: HTMLFormElement, button: HTMLButtonElement | null = null) {
  if (dirty && dirty !== form) save(dirty)
  if (dirty === form) dirty = undefined
  clearTimeout(soon)
  soon = undefined
  const kind = form.dataset.swap!
  const focus = button?.id || (document.activeElement?.id ?? '')
  const { action } = form
  // As it is now: the form may be another by the time that its turn comes.
  const body = bodyOf(form, button)
  return enqueue(() => post(action, body, kind, focus, button === null))
}

/** The arrows of a keyboard go through a list: what they stop at is what was meant. */
function saveSoon(form: HTMLFormElement) {
  clearTimeout(soon)
  dirty = form
  root.setAttribute('aria-busy', 'true')
  soon = setTimeout(() => save(form), SOON)
}

function save(form: HTMLFormElement) {
  dirty = undefined
  send(form)
}

function move(path: string, where: Record<string, string>) {
  const form = at('plan').parentElement!.querySelector('form')!
  const body = new FormData(form)
  body.set('q', path)
  for (const [name, value] of Object.entries(where)) body.set(name, value)
  const action = form.action.replace(/ajouts$/, 'deplacements')
  const focus = document.activeElement?.closest('.plan__row') ? 'plan' : ''
  enqueue(() => post(action, body, 'move', focus))
}

async function post(
  action: string,
  body: FormData,
  kind: string,
  focus: string,
  isAutomatic = false
) {
  const asked = latest(String(body.get('q')))
  body.set('version', String(version))
  body.set('q', asked)
  await fetchParts(action, { method: 'POST', body }, kind, focus, isAutomatic)
  if (kind === 'edit' && q !== asked) renamed.set(asked, q)
}

function latest(path: string): string {
  return renamed.get(path) ?? path
}

function visit(link: HTMLAnchorElement) {
  if (dirty) save(dirty)
  const inPlan = link.closest('.plan') !== null
  const { href, hash } = link
  enqueue(() => {
    const url = new URL(href)
    url.searchParams.set('q', latest(url.searchParams.get('q') ?? ''))
    url.searchParams.set('de', q)
    return fetchParts(url.href, {}, inPlan ? 'walk' : 'choose', hash.slice(1))
  })
}

function enqueue(run: () => Promise<void>) {
  waiting++
  root.setAttribute('aria-busy', 'true')
  queue = queue
    .then(run)
    .catch(fail)
    .finally(() => {
      waiting--
      if (waiting > 0 || soon) return
      renamed.clear()
      root.removeAttribute('aria-busy')
    })
  return queue
}

async function fetchParts(
  url: string,
  options: RequestInit,
  kind: string,
  focus = '',
  isAutomatic = false
) {
  let response: Response
  try {
    response = await fetch(url, {
      ...options,
      // On its way even where the page is left at once.
      keepalive: options.method === 'POST',
      headers: { 'x-builder': String(version), 'accept': 'application/json' },
    })
  } catch {
    return fail()
  }
  if (!response.headers.get('content-type')?.includes('json')) {
    // Signed out, or an error: the page of the server says what to do.
    if (options.method !== 'POST') return location.assign(url)
    return fail()
  }
  const parts = (await response.json()) as Parts
  version = parts.version
  q = parts.q
  // What was typed since is newer than what comes back: the last answer brings it.
  const isLast = waiting <= 1 && !dirty
  if (!response.ok) takeBackMirrored()
  else if (isLast) forgetMirrored()
  if (!put(parts, { values: isLast })) return location.assign(parts.url)
  at('echec')?.setAttribute('hidden', '')
  if (kind !== 'back') history[kind === 'edit' ? 'replaceState' : 'pushState']({}, '', parts.url)
  at('annonce').textContent = parts.say ?? ''
  // What saves itself leaves who has gone on where they are.
  const isElsewhere = isAutomatic && response.ok && document.activeElement !== document.body
  if (!isElsewhere) takeFocus(kind, focus, response.ok)
}

/** The first time that something is not saved, it is said, and stays said. */
function fail() {
  const failed = at('echec')
  failed.removeAttribute('hidden')
  failed.focus()
}

function takeFocus(kind: string, focus: string, isDone: boolean) {
  const element = goal(kind, focus, isDone)
  if (!element || element === document.activeElement) return
  element.focus({ preventScroll: kind === 'edit' })
  if (element instanceof HTMLInputElement && ['add', 'page'].includes(kind)) element.select()
}

function goal(kind: string, focus: string, isDone: boolean): HTMLElement | null {
  const panel = at('panneau')
  if (!isDone) return panel.querySelector<HTMLElement>('.error-summary') ?? panel
  const kept = focus ? document.getElementById(focus) : null
  switch (kind) {
    case 'add':
    case 'page':
    case 'copy':
      return document.getElementById('reglage-title')
    case 'choose':
      return kept ?? panel.querySelector<HTMLElement>('h2[tabindex]') ?? panel
    case 'delete':
    case 'walk':
      return document.querySelector<HTMLElement>('#plan [aria-current]')
    case 'rule': {
      const [last] = [...panel.querySelectorAll<HTMLElement>('.condition select')].slice(-1)
      return focus === 'r-add' ? (last ?? kept) : (kept ?? document.getElementById('r-add'))
    }
    case 'move':
      return focus === 'plan' ? document.querySelector<HTMLElement>('#plan [aria-current]') : kept
    default:
      return kept
  }
}
