/**
 * Makes an element what another one is, in place: what is the same stays, and with it the focus, the
 * caret, what is open and what is being typed. Children are matched by their id, else by their tag.
 */
export function morph(from: Element, to: Element, options: Options = { values: true }): void {
  if (from.tagName !== to.tagName) return from.replaceWith(to)
  morphAttributes(from, to)
  morphChildren(from, to, options)
  if (options.values) morphValue(from, to)
}

interface Options {
  /** Whether fields take the values that come, rather than keep what they hold. */
  values: boolean
}

function morphAttributes(from: Element, to: Element) {
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value)
  }
  for (const { name } of [...from.attributes]) {
    // What somebody has opened stays open.
    if (!to.hasAttribute(name) && name !== 'open') from.removeAttribute(name)
  }
}

function morphChildren(from: Element, to: Element, options: Options) {
  let at: ChildNode | null = from.firstChild
  for (const next of [...to.childNodes]) {
    const known = match(from, at, next)
    if (!known) {
      from.insertBefore(next, at)
      continue
    }
    if (known === at) at = at!.nextSibling
    else from.insertBefore(known, at)
    if (known instanceof Element) morph(known, next as Element, options)
    else if (known.nodeValue !== next.nodeValue) known.nodeValue = next.nodeValue
  }
  while (at) {
    const gone: ChildNode = at
    at = at.nextSibling
    gone.remove()
  }
}

function match(from: Element, at: ChildNode | null, next: ChildNode): ChildNode | null {
  if (!(next instanceof Element)) return at && at.nodeType === next.nodeType ? at : null
  if (next.id) {
    const same = from.ownerDocument.getElementById(next.id)
    return same?.parentNode === from && same.tagName === next.tagName ? same : null
  }
  let candidate = at
  while (candidate && !(candidate instanceof Element)) candidate = candidate.nextSibling
  return candidate instanceof Element && candidate.tagName === next.tagName && !candidate.id
    ? candidate
    : null
}

/** A field takes the value that it is given, unless somebody is at it. */
function morphValue(from: Element, to: Element) {
  if (from === document.activeElement && !(from instanceof HTMLSelectElement)) return
  if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
    if (from.type === 'checkbox' || from.type === 'radio') from.checked = to.checked
    else from.value = to.value
  }
  if (from instanceof HTMLTextAreaElement && to instanceof HTMLTextAreaElement) {
    from.value = to.value
  }
  if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement) from.value = to.value
}

export function elementFrom(html: string): Element {
  const template = document.createElement('template')
  template.innerHTML = html.trim()
  return template.content.firstElementChild!
}

/** Fills an element with this HTML, by morphing what is in it. */
export function morphInto(element: Element, html: string, options: Options = { values: true }) {
  const next = element.cloneNode(false) as Element
  next.innerHTML = html
  morphChildren(element, next, options)
}
