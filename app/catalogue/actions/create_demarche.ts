import string from '@adonisjs/core/helpers/string'
import type { Document } from '#forms/main'
import Demarche from '#catalogue/demarche'
import type { DemarcheFile } from '#catalogue/demarche_file'
import DemarcheDraft from '#catalogue/demarche_draft'

/** The page that makes new ones: no démarche can have its address. */
export const RESERVED = 'nouvelle'

export interface NewDemarche extends Partial<DemarcheFile> {
  title: string
  document: Document
  /** Of one that is copied in the same commune: the others choose theirs. */
  treatment?: Pick<Demarche, 'workflowId' | 'serviceId' | 'routing' | 'notified'>
  by: string
}

/** A new démarche, which nobody sees yet: its form is a draft. */
export class CreateDemarche {
  async handle({ document, treatment, by, ...words }: NewDemarche) {
    const [last] = await Demarche.query().orderBy('position', 'desc').limit(1)
    const { title, description = '', category = '' } = words
    const demarche = await Demarche.create({
      ...words,
      ...treatment,
      ...(treatment && { routing: JSON.stringify(treatment.routing) as never }),
      description,
      category,
      slug: await this.#free(title),
      position: (last?.position ?? 0) + 1,
    })
    await DemarcheDraft.create({
      demarcheId: demarche.id,
      document: JSON.stringify(document),
      version: 1,
      step: 0,
      savedBy: by,
    })
    return demarche
  }

  /** The slug of the title, with a number where another démarche has it. */
  async #free(title: string): Promise<string> {
    const slug = string
      .slug(title.replace(/[’']/g, ' '), { lower: true, strict: true, locale: 'fr' })
      .slice(0, 60)
    const base = slug.replace(/-+$/, '') || 'demarche'
    const rows = await Demarche.query().select('slug').whereLike('slug', `${base}%`)
    const taken = new Set(rows.map((row) => row.slug))
    taken.add(RESERVED)
    let number = 1
    while (taken.has(number === 1 ? base : `${base}-${number}`)) number++
    return number === 1 ? base : `${base}-${number}`
  }
}
