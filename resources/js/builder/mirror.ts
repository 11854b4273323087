import { morph } from './morph.js'

/** What was drawn before the server has kept it, as it stood. */
const before = new Map<Element, Element>()

/**
 * Shows on the inert page what was just done in the panel, before the server has kept it: what comes
 * back is drawn by the form itself and has the last word.
 *
 * @param q the path of what is chosen
 * @param optional the mark of a question that need not be answered
 */
export function mirror(field: Element, q: string, optional: string) {
  if (!(field instanceof HTMLInputElement)) return
  if (field.name === 'title' && field.value) mirrorTitle(q, field.value)
  if (field.name === 'required') mirrorRequired(q, field.checked, optional)
}

/** The server kept what was shown. */
export function forgetMirrored() {
  before.clear()
}

/** The server refused it, and sends again only what it changed. */
export function takeBackMirrored() {
  for (const [element, was] of before) if (element.isConnected) morph(element, was)
  before.clear()
}

function mirrorTitle(q: string, title: string) {
  const row = drawn(`plan-${q}`)?.querySelector('.plan__title')
  if (row) row.textContent = title
  const text = labelOf(q)?.firstChild
  if (text) text.nodeValue = `${title} `
}

function mirrorRequired(q: string, isRequired: boolean, optional: string) {
  const label = labelOf(q)
  const mark = label?.querySelector('.field__optional')
  if (isRequired) return mark?.remove()
  if (!label || mark) return
  const added = document.createElement('span')
  added.className = 'field__optional'
  added.textContent = optional
  label.append(' ', added)
}

/** Of a question that stands by itself on the page; one in a group waits for its group to be drawn. */
const labelOf = (q: string) => drawn(`feuille-${q}`)?.querySelector('.field__label')

function drawn(id: string): Element | null {
  const element = document.getElementById(id)
  if (element && !before.has(element)) before.set(element, element.cloneNode(true) as Element)
  return element
}
