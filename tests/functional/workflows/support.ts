import { workflowDraft, type WorkflowDraft } from '#catalogue/workflow_drafts'
import Service from '#identity/service'
import { withCommune } from '#tenancy/scope'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import type { TestCommune } from '#tests/support/world'

const ROOT = '/admin/circuits'

export const base = (slug: string) => `${ROOT}/${slug}`

export async function draftOf(commune: TestCommune, slug: string): Promise<WorkflowDraft> {
  return (await withCommune(commune.id, () => workflowDraft(slug)))!
}

export function aService(commune: TestCommune, name: string): Promise<string> {
  const email = `service@${commune.host}.test`
  return withCommune(commune.id, async () => (await Service.create({ name, email })).id)
}

/** An administrator at the editor of one workflow, without a script. */
export class Editor {
  page!: Page

  private constructor(
    readonly visitor: Visitor,
    readonly slug: string
  ) {}

  static async at(commune: TestCommune, slug: string): Promise<Editor> {
    const editor = new Editor(await commune.signedIn('admin'), slug)
    editor.page = await editor.visitor.get(base(slug))
    return editor
  }

  /** A copy of a workflow of the library, under its own name. */
  static async copying(commune: TestCommune, from: string, label: string): Promise<Editor> {
    const visitor = await commune.signedIn('admin')
    const form = await visitor.get(`${ROOT}/nouveau?de=${from}`)
    const page = await visitor.submit(form, { label })
    const editor = new Editor(visitor, page.path.slice(ROOT.length + 1))
    editor.page = page
    return editor
  }

  /** Chooses an element by its address, `actions.accepter`, and a tab. */
  async choose(place: string, volet = ''): Promise<Page> {
    this.page = await this.visitor.get(`${base(this.slug)}?sur=${place}&volet=${volet}`)
    return this.page
  }

  async send(action: string, fields: Fields = {}, button?: string): Promise<Page> {
    const which = `form[action="${base(this.slug)}/${action}"]`
    this.page = await this.visitor.submit(this.page, fields, { which, ...(button && { button }) })
    return this.page
  }

  /** The settings in view, with what is typed over them. */
  save(fields: Fields = {}): Promise<Page> {
    return this.send('reglages', fields, 'go=save')
  }

  async publish(): Promise<Page> {
    this.page = await this.visitor.get(`${base(this.slug)}/publication`)
    return this.send('publication')
  }

  /** What `check` says, as the page tells it. */
  get problems(): string[] {
    return this.page.html
      .querySelectorAll('#verification a')
      .map((link) => link.text.replace(/\s+/g, ' ').trim())
  }
}
