import { orderOf, placeOf } from '#forms/builder/tree'
import { List } from '#catalogue/lists'
import type { Document } from '#forms/main'
import { placeHref, type Standing } from './address.js'
import type { Builder } from './open_builder.js'
import { type NamedList, panelOf, type Typed } from './panel.js'
import { stageOf } from './stage.js'

export interface Shown {
  at: Standing
  typed?: Typed
  /** What stands in the way, over the panel. */
  alert?: { tone: 'error' | 'warning'; title?: string; text: string; lines?: string[] }
}

/** What every template of the builder is drawn from, whole page or parts. */
export async function screenOf({ demarche, draft }: Builder, { at, typed, alert }: Shown) {
  const { document } = draft
  const here = standsAt(document, at)
  const page = pageOf(document, here)
  const spec = placeOf(document, page)?.spec
  return {
    demarche,
    draft,
    stage: stageOf(demarche, draft),
    isSingle: document['x-single-page'] === true,
    isLong: orderOf(document).length > 1 || document['x-single-page'] === true,
    at: { ...here, page },
    here: placeHref(demarche.slug, here),
    sheet: { page, title: spec?.title ?? '', description: spec?.description ?? '' },
    panel: panelOf(draft, demarche.slug, here, await namedLists(), typed),
    alert,
    errors: Object.entries(typed?.errors ?? {}).map(([name, message]) => ({
      id: `reglage-${name.replace(/^s\[(.+)\]$/, '$1')}`,
      message,
    })),
  }
}

/** Where a request stands: at what it names, or on the first page. */
export function standsAt(document: Document, at: Standing): Standing {
  if (at.q !== '' && placeOf(document, at.q)) return at
  const [first = ''] = orderOf(document)
  return { ...at, q: first, volet: at.volet === 'supprimer' ? 'essentiel' : at.volet }
}

/** The page in view: that of what is chosen. */
export function pageOf(document: Document, at: Standing): string {
  return standsAt(document, at).q.split('.')[0]!
}

/** The commune's lists, which a choice may take its options from. */
async function namedLists(): Promise<NamedList[]> {
  const lists = await List.query().select('name', 'title').orderBy('title')
  return lists.map(({ name, title }) => ({ value: name, label: title }))
}
