import Demarche from '#catalogue/demarche'
import { CreateDemarche } from '#catalogue/actions/create_demarche'
import { openDraft } from '#catalogue/drafts'
import { blankForm } from '#forms/builder/blank'
import { everything, placeOf } from '#forms/builder/tree'
import type { Document } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import type { TestCommune } from '#tests/support/world'

export const base = (slug: string) => `/admin/demarches/${slug}/formulaire`

/** A démarche that nobody sees yet, blank or with this form. */
export function aNewDemarche(commune: TestCommune, document?: Document): Promise<string> {
  return withCommune(commune.id, async () => {
    const title = 'Vide-grenier du quartier'
    const made = { title, document: document ?? blankForm(title), by: 'Adèle Administratrice' }
    return (await new CreateDemarche().handle(made)).slug
  })
}

export function draftOf(commune: TestCommune, slug: string) {
  return withCommune(commune.id, async () => openDraft(await Demarche.findByOrFail('slug', slug)))
}

/** The paths of a draft, in order, and what stands at one. */
export async function pathsOf(commune: TestCommune, slug: string): Promise<string[]> {
  return [...everything((await draftOf(commune, slug)).document)].map(({ path }) => path)
}

export async function specAt(commune: TestCommune, slug: string, path: string) {
  return placeOf((await draftOf(commune, slug)).document, path)?.spec
}

/** An administrator at the builder of one démarche, without a script. */
export class Builder {
  page!: Page

  private constructor(
    readonly visitor: Visitor,
    readonly slug: string
  ) {}

  static async at(commune: TestCommune, slug: string): Promise<Builder> {
    const builder = new Builder(await commune.signedIn('admin'), slug)
    await builder.go('')
    return builder
  }

  async go(query: string): Promise<Page> {
    this.page = await this.visitor.get(base(this.slug) + (query && `?${query}`))
    return this.page
  }

  /** Chooses a page or a question, and a tab. */
  choose(path: string, volet = 'essentiel'): Promise<Page> {
    return this.go(`q=${path}&volet=${volet}`)
  }

  async send(action: string, fields: Fields = {}, button?: string): Promise<Page> {
    const which = `form[action="${base(this.slug)}/${action}"]`
    this.page = await this.visitor.submit(this.page, fields, { which, ...(button && { button }) })
    return this.page
  }

  addPage(): Promise<Page> {
    return this.send('ajouts', { page: '1' })
  }

  async add(into: string, type: string, title: string): Promise<Page> {
    await this.choose(into, 'ajouter')
    this.page = await this.visitor.submit(
      this.page,
      { type },
      { which: `#panneau form[action="${base(this.slug)}/ajouts"]` }
    )
    return this.send('reglages', { title })
  }
}
