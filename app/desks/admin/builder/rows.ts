import { emptyIn } from '#forms/builder/faults'
import { preview } from '#forms/builder/preview'
import { everything, isRequired, orderOf, placeOf } from '#forms/builder/tree'
import type { Document, Lists, Spec } from '#forms/main'
import { typeNamed } from '#forms/types/registry'
import { t } from '#shared/translate'
import { placeHref } from './address.js'
import { RuleWords } from './rule_words.js'

/** A page or a question in the outline. */
export interface Row {
  id: string
  path: string
  /** Of what holds it; '' of a page. */
  into: string
  href: string
  title: string
  /** The name of its answer type in words; nothing for a page. */
  kind: string
  isPage: boolean
  /** Whether it holds questions, and may be dropped into. */
  holds: boolean
  depth: number
  required: boolean
  isEmpty: boolean
  /** Under which condition it is shown, in words. */
  when: string
}

/** A question of the page in view. */
export interface Item {
  id: string
  path: string
  href: string
  title: string
  when: string
  /** What of it decides how it looks: equal, it need not be drawn again. */
  look: string
}

export function rowsOf(document: Document, slug: string): Row[] {
  const empty = new Set(emptyIn(document))
  const words = new RuleWords(document)
  return [...everything(document)].map(({ path, spec }) => {
    const keys = path.split('.')
    const isPage = keys.length === 1
    const type = spec['x-question']
    return {
      id: `plan-${path}`,
      path,
      into: keys.slice(0, -1).join('.'),
      href: placeHref(slug, { q: path }),
      title: titleOf(spec),
      kind: isPage ? '' : kindOf(spec),
      isPage,
      holds: isPage || type === 'section' || type === 'group',
      depth: keys.length - 1,
      required: !isPage && isRequiredAt(document, path),
      isEmpty: empty.has(path),
      when: words.sentence(spec['x-show-if']),
    }
  })
}

/** The questions that stand directly on a page: what is in a section is drawn with it. */
export function itemsOf(document: Document, page: string, slug: string): Item[] {
  const place = placeOf(document, page)
  if (!place || place.into !== '') return []
  const words = new RuleWords(document)
  return orderOf(place.spec).map((key) => {
    const path = `${page}.${key}`
    const spec = place.spec.properties![key]!
    return {
      id: `feuille-${path}`,
      path,
      href: placeHref(slug, { q: path }),
      title: titleOf(spec),
      when: words.sentence(spec['x-show-if']),
      look: JSON.stringify([spec, isRequired(place.spec, key)]),
    }
  })
}

/** Draws the questions of a page; those that hold nothing yet are told, not drawn. */
export function drawer(document: Document, page: string, lists: Lists) {
  const draw = preview(document, page, lists)
  const empty = new Set(emptyIn(document))
  return ({ path }: Item) => (empty.has(path) ? '' : draw(path))
}

export function titleOf(spec: Spec): string {
  return spec.title || (spec.description ?? '').slice(0, 80) || t('builder.untitled')
}

export function kindOf(spec: Spec): string {
  const type = typeNamed(spec['x-question'])
  return type ? t(type.label) : ''
}

function isRequiredAt(document: Document, path: string): boolean {
  const place = placeOf(document, path)
  const type = typeNamed(place?.spec['x-question'])
  const isAsked = type !== undefined && type.shape !== 'none' && !type.compute
  return isAsked && type.name !== 'section' && isRequired(place!.holder, place!.key)
}
