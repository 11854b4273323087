/**
 * What makes a part of a page nicer, once it is there and works: a module of `ENHANCEMENTS` under the
 * name that the markup asks for, `data-enhance="name"`. It is fetched when the browser is idle, or as
 * soon as someone goes to the element.
 *
 * Within a form that is brought to life (`data-enhance="form"`), the others wait until React has taken
 * the markup over: they may add nodes of their own at the end of their element, never move its nodes.
 */
export type Enhance = (element: HTMLElement) => void | Promise<void>

type Enhancement = () => Promise<{ default: Enhance }>

const WAIT_AT_MOST = 3000
const begun = new WeakMap<Element, Set<string>>()
const forms = new WeakMap<Element, Promise<void>>()

/** Enhances what is in the document, and what comes into it later. */
export function enhanceAll(enhancements: Record<string, Enhancement>, root: HTMLElement) {
  const look = (within: Element) => {
    for (const element of [within, ...within.querySelectorAll('[data-enhance]')]) {
      if (element instanceof HTMLElement) enhance(enhancements, element)
    }
  }
  look(root)
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof Element) look(node)
    }
  }).observe(root, { childList: true, subtree: true })
}

function enhance(enhancements: Record<string, Enhancement>, element: HTMLElement) {
  const done = begun.get(element) ?? new Set()
  begun.set(element, done)
  for (const name of element.dataset.enhance?.split(' ') ?? []) {
    const load = Object.hasOwn(enhancements, name) ? enhancements[name] : undefined
    if (!load || done.has(name)) continue
    done.add(name)
    const ready = whenWanted(element).then(async () => {
      await formAround(element, name)
      const { default: run } = await load()
      await run(element)
    })
    // A script that could not be fetched: the page works without it.
    const quiet = ready.catch((error: unknown) => console.warn(name, error))
    if (name === 'form') forms.set(element, quiet)
  }
}

function formAround(element: HTMLElement, name: string): Promise<void> | undefined {
  const form = name === 'form' ? null : element.closest('[data-enhance~="form"]')
  return form ? forms.get(form) : undefined
}

/** When the browser has nothing else to do, or when the focus or a finger reaches the element. */
function whenWanted(element: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const now = () => resolve()
    for (const event of ['focusin', 'pointerdown']) {
      element.addEventListener(event, now, { once: true, passive: true })
    }
    if ('requestIdleCallback' in window) requestIdleCallback(now, { timeout: WAIT_AT_MOST })
    else setTimeout(now, 300)
    if (element.contains(document.activeElement)) now()
  })
}
