import { elementFrom, morph, morphInto } from './morph.js'

interface List {
  order: string[]
  html: Record<string, string>
}

/** What the server answers to a script: what has changed, ready to be put in its place. */
export interface Parts {
  version: number
  say?: string
  url: string
  q: string
  plan: List
  sheet: List
  head: string
  foot: string
  bar: string
  panel: string
}

/**
 * Puts the parts in their places.
 *
 * @param options.values whether fields take the values that come, rather than keep what they hold
 * @returns false where the page is not what the server thinks
 */
export function put(parts: Parts, { values }: { values: boolean }): boolean {
  const fine = putList(at('plan'), parts.plan) && putList(at('feuille'), parts.sheet)
  if (!fine) return false
  morphInto(at('barre'), parts.bar)
  morphInto(at('tete'), parts.head)
  morphInto(at('pied'), parts.foot)
  morphInto(at('panneau'), parts.panel, { values })
  choose(parts.q)
  for (const input of document.querySelectorAll<HTMLInputElement>(
    '#construction input[type=hidden][name=version]'
  )) {
    input.value = String(parts.version)
  }
  for (const input of document.querySelectorAll<HTMLInputElement>('.builder__plan input[name=q]')) {
    input.value = parts.q
  }
  return true
}

export const at = (id: string) => document.getElementById(id)!

/** Rows that changed are put in, all stand in order, those that are gone go. */
function putList(list: Element, { order, html }: List): boolean {
  const wanted = new Set(order)
  for (const row of [...list.children]) if (!wanted.has(row.id)) row.remove()
  const known = new Map([...list.children].map((row) => [row.id, row]))
  let before: Element | null = list.firstElementChild
  for (const id of order) {
    const drawn = html[id]
    let row = known.get(id)
    if (drawn !== undefined && row) morph(row, elementFrom(drawn))
    if (drawn !== undefined && !row) row = elementFrom(drawn)
    if (!row) return false
    if (row === before) before = before.nextElementSibling
    else list.insertBefore(row, before)
  }
  return true
}

function choose(q: string) {
  const plan = at('plan')
  plan.querySelector('[aria-current]')?.removeAttribute('aria-current')
  const link = at(`plan-${q}`)?.querySelector('a')
  link?.setAttribute('aria-current', 'true')
  link?.scrollIntoView({ block: 'nearest' })
  for (const item of at('feuille').children) {
    const path = (item as HTMLElement).dataset.path!
    item.toggleAttribute('data-current', q === path || q.startsWith(`${path}.`))
  }
}
