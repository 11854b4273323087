import { usersOf } from '#catalogue/actions/publish_workflow'
import Demarche from '#catalogue/demarche'
import { documentOf } from '#catalogue/documents'
import { mailTemplates } from '#catalogue/mail_templates'
import { askableIn } from '#forms/builder/sentences'
import { placeOf } from '#forms/builder/tree'
import type { Document } from '#forms/main'
import Service from '#identity/service'
import type { Definition } from '#workflow/main'
import { mailTitle } from './words.js'
import type { Around, Option } from './panels/panel.js'

/** Mails that are about no step of a dossier, or that follow by themselves. */
const APART =
  /^(suivi-|lien-|agent-|brouillon$|mention$|usager-lien$|.+-message$|usager-certificat$)/

/**
 * What there is to choose from around a workflow, in this commune. Forms are only read where rules look
 * at their answers: its own, or those of what it is compared with.
 */
export async function aroundOf(
  slug: string,
  definition: Definition,
  others: Definition[] = []
): Promise<Around> {
  const services = await Service.refs()
  const isRuled = [definition, ...others].some(({ routing = [] }) => routing.length > 0)
  const documents = isRuled ? await formsOf(slug) : []
  const askables = documents.flatMap(({ document, title }) =>
    askableIn(document).map((one) => ({ ...one, page: title }))
  )
  const first = new Map(askables.toReversed().map((one) => [one.path, one]))
  return {
    definition,
    services: services.map(({ id, label }) => ({ value: id, label })),
    templates: templateOptions(),
    askables: askables.filter((one) => first.get(one.path) === one),
    specOf: (path) => {
      for (const { document } of documents) {
        const place = placeOf(document, path)
        if (place) return place.spec
      }
      return undefined
    },
  }
}

/** The forms of the démarches that have chosen a workflow; of all of them where none has. */
async function formsOf(slug: string): Promise<{ title: string; document: Document }[]> {
  const users = await usersOf(slug)
  const demarches = users.length > 0 ? users : await Demarche.published()
  const all = await Promise.all(
    demarches.map(async (one) => ({ title: one.title, document: await documentOf(one) }))
  )
  return all.flatMap(({ title, document }) => (document ? [{ title, document }] : []))
}

export function templateOptions(): Option[] {
  return mailTemplates()
    .filter((name) => !APART.test(name))
    .map((value) => ({ value, label: mailTitle(value) }))
}
