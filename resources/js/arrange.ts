import { morph } from './builder/morph.js'

const FAR = 6
const BEFORE = 'arrange--before'
const AFTER = 'arrange--after'

/**
 * A form whose buttons move rows up and down, made live: what comes back is put in place, rows can be
 * drawn with the mouse, and Alt with an arrow moves the row that has the focus. Rows carry `data-move`;
 * one goes among those that have the same parent and the same `data-within`.
 */
export default function arrange(element: HTMLElement) {
  const form = element as HTMLFormElement
  form.querySelector<HTMLElement>('[data-live]')!.hidden = false
  let queue: Promise<void> = Promise.resolve()
  const move = (key: string, step: string | number) => {
    queue = queue.then(() => send(form, `${key}:${step}`))
  }

  form.addEventListener('submit', (event) => {
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null
    if (!button) return
    event.preventDefault()
    queue = queue.then(() => send(form, button.value))
  })
  form.addEventListener('keydown', (event) => {
    const row = rowOf(event.target as Element)
    if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key) || !row) return
    event.preventDefault()
    move(row.dataset.move!, event.key === 'ArrowUp' ? 'haut' : 'bas')
  })
  form.addEventListener('pointerdown', (event) => {
    const target = event.target as Element
    const row = rowOf(target)
    if (!row || event.button !== 0 || event.pointerType === 'touch' || target.closest('button')) {
      return
    }
    draw(form, row, event, (place) => move(row.dataset.move!, place))
  })
  form.addEventListener('dragstart', (event) => event.preventDefault())
}

const rowOf = (element: Element) => element.closest<HTMLElement>('[data-move]')

async function send(form: HTMLFormElement, wanted: string) {
  const body = new FormData(form)
  body.set('vers', wanted)
  const focus = document.activeElement?.id ?? ''
  const page = await answer(form.action, body)
  const next = page?.getElementById(form.id)
  // Signed out, or a server that does not answer: the page itself says so.
  if (!page || !next) return location.reload()
  const alert = page.querySelector('main .alert p')
  next.querySelector<HTMLElement>('[data-live]')!.hidden = false
  next.querySelector('[role=status]')!.textContent = alert?.textContent ?? ''
  morph(form, next)
  document.getElementById(focus)?.focus()
}

async function answer(action: string, body: FormData): Promise<Document | null> {
  try {
    const response = await fetch(action, { method: 'POST', body })
    return new DOMParser().parseFromString(await response.text(), 'text/html')
  } catch {
    return null
  }
}

function matesOf(row: HTMLElement): HTMLElement[] {
  return [...row.parentElement!.children].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.dataset.move !== undefined &&
      one.dataset.within === row.dataset.within
  )
}

function draw(
  form: HTMLFormElement,
  row: HTMLElement,
  down: PointerEvent,
  drop: (place: number) => void
) {
  let place: number | undefined
  let isMoving = false
  const clear = () => {
    for (const one of matesOf(row)) one.classList.remove(BEFORE, AFTER)
  }
  const move = (event: PointerEvent) => {
    if (!isMoving && Math.abs(event.clientY - down.clientY) < FAR) return
    isMoving = true
    row.classList.add('arrange--drawn')
    clear()
    place = placeAt(row, event)
  }
  const end = (event: Event) => {
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', end)
    removeEventListener('keydown', escape)
    row.classList.remove('arrange--drawn')
    clear()
    if (!isMoving) return
    // A drag is not a click on the link where it ends.
    form.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => form.removeEventListener('click', swallow, { capture: true }))
    if (event.type === 'pointerup' && place !== undefined) drop(place)
  }
  const escape = (event: KeyboardEvent) => event.key === 'Escape' && end(event)
  addEventListener('pointermove', move)
  addEventListener('pointerup', end)
  addEventListener('pointercancel', end)
  addEventListener('keydown', escape)
}

function swallow(event: Event) {
  event.preventDefault()
  event.stopPropagation()
}

/** The place that a drop here would give it, itself not counted; shows where. */
function placeAt(row: HTMLElement, { clientX, clientY }: PointerEvent): number | undefined {
  const mates = matesOf(row)
  let over = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-move]')
  while (over && !mates.includes(over)) {
    over = over.parentElement?.closest<HTMLElement>('[data-move]')
  }
  if (!over || over === row) return undefined
  const { top, height } = over.getBoundingClientRect()
  const isAfter = clientY > top + height / 2
  over.classList.add(isAfter ? AFTER : BEFORE)
  const others = mates.filter((one) => one !== row)
  return others.indexOf(over) + (isAfter ? 1 : 0)
}
