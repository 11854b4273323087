import { v7 as uuidv7 } from 'uuid'
import { RESERVED } from '#catalogue/actions/create_demarche'
import { RepublishDemarche } from '#catalogue/actions/republish_demarche'
import type Demarche from '#catalogue/demarche'
import { differences, recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'
import type { ServiceRef } from '#workflow/main'

export interface Presentation {
  title: string
  slug: string
  category: string
  description: string
  intro: string
  closing: string
  legalNotice: string
}

const NAMES = {
  title: 'Titre',
  slug: 'Adresse',
  category: 'Rubrique',
  description: 'Résumé',
  intro: 'Introduction',
  closing: 'Message de fin',
  legalNotice: 'Mention sur les données',
}

/**
 * Changes what is read around a form. Its former address leads to the new one from then on; a title
 * becomes that of the forms that are begun from now on.
 */
export class PresentDemarche {
  async handle(
    demarche: Demarche,
    wanted: Presentation,
    services: ServiceRef[],
    actor: { id: string; name: string }
  ): Promise<{ type: 'saved' } | { type: 'slug-taken' }> {
    const before = demarche.$attributes as unknown as Presentation & Record<string, unknown>
    const details = differences(NAMES, before, { ...before, ...wanted })
    if (details.length === 0) return { type: 'saved' }
    if (wanted.slug !== demarche.slug && !(await this.#move(demarche, wanted.slug))) {
      return { type: 'slug-taken' }
    }

    const { title } = demarche
    await demarche.merge({ ...wanted }).save()
    if (title !== wanted.title) await new RepublishDemarche().handle(demarche, services)
    await recordChange(
      {
        subject: 'demarche',
        subjectId: demarche.id,
        subjectLabel: demarche.title,
        label: 'Présentation modifiée',
        details,
      },
      actor
    )
    return { type: 'saved' }
  }

  /** An address that another démarche had once is taken over: who has it now is asked. */
  async #move(demarche: Demarche, slug: string): Promise<boolean> {
    const [taken] = await sql('select id from demarches where slug = ?', [slug])
    if (taken || slug === RESERVED) return false
    await sql('delete from demarche_slugs where slug = any(?::text[])', [[slug, demarche.slug]])
    await sql(
      `insert into demarche_slugs (commune_id, id, demarche_id, slug)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?)`,
      [uuidv7(), demarche.id, demarche.slug]
    )
    return true
  }
}
