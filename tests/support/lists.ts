import type { Page, Visitor } from '#tests/support/visitor'
import type { TestCommune } from '#tests/support/world'
import { DateTime } from 'luxon'
import { v7 } from 'uuid'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import { openVersion } from '#catalogue/versions'
import { withCommune } from '#tenancy/scope'

/** What a dossier of these tests says, where it matters. */
export interface Said {
  objet?: string
  precision?: string
  nom?: string
  courriel?: string
  at?: string
}

/** Submits a dossier that says this, at that moment. @returns its id and reference */
export async function submitted(commune: TestCommune, said: Said = {}) {
  const id = v7()
  const answers = {
    demande: { objet: said.objet ?? 'Un nid-de-poule', precision: said.precision },
    contact: { nom: said.nom ?? 'Zoé Martin', courriel: said.courriel ?? 'zoe@exemple.fr' },
  }
  return withCommune(commune.id, async () => {
    const version = await openVersion(commune.demarche.versionId)
    await new BeginDraft().handle({ id, version, answers })
    const now = said.at ? DateTime.fromISO(said.at) : DateTime.now()
    const outcome = await new SubmitDossier().handle(id, { role: 'usager', label: 'Zoé' }, now)
    if (outcome.type !== 'submitted') throw new Error(JSON.stringify(outcome))
    return { id, reference: outcome.dossier.reference! }
  })
}

/** The references on a page of a list, from top to bottom. */
export function references(page: Page): string[] {
  return page.html.querySelectorAll('tbody th a').map((link) => link.text.trim())
}

/** The ids on a page of a list. */
export function ids(page: Page): string[] {
  return page.html
    .querySelectorAll('tbody th a')
    .map((link) => link.getAttribute('href')!.split('?')[0]!.split('/').at(-1)!)
}

/** The cells under a column. */
export function column(page: Page, label: string): string[] {
  return page.html
    .querySelectorAll('tbody td')
    .filter((cell) => cell.getAttribute('data-label') === label)
    .map((cell) => cell.structuredText.replace(/\s+/g, ' ').trim())
}

/** Follows « Suivant » (or « Précédent ») to the end. @returns all the pages, the given one first */
export async function walk(
  visitor: Visitor,
  from: Page,
  rel: 'next' | 'prev',
  between?: () => Promise<void>
) {
  const pages = [from]
  for (let page = from; pages.length < 200;) {
    const href = page.html.querySelector(`a[rel="${rel}"]`)?.getAttribute('href')
    if (!href) return pages
    await between?.()
    page = await visitor.get(href.replaceAll('&amp;', '&'))
    pages.push(page)
  }
  throw new Error('The list has no end')
}

/** The count that a tab shows. */
export function tab(page: Page, label: string): string | undefined {
  const link = page.html
    .querySelectorAll('.tabs a')
    .find((one) => one.text.trim().startsWith(label))
  return link?.querySelector('.count')?.text.trim()
}
