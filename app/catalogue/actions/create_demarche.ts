import type { Document } from '#forms/main'
import Demarche from '#catalogue/demarche'
import type { DemarcheFile } from '#catalogue/demarche_file'
import { freeSlug, slugOf } from '#catalogue/free_slug'
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
      slug: await freeSlug('demarches', slugOf(title, 60) || 'demarche', [RESERVED]),
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
}
