import type { OpenVersion } from '#catalogue/versions'
import type { Answers } from '#forms/main'
import { sql } from '#tenancy/scope'
import type Dossier from '#dossiers/dossier'
import { type Channel, DRAFT } from '#dossiers/dossier'

interface Draft {
  id: string
  version: OpenVersion
  answers: Answers
  channel?: Channel
}

/**
 * Keeps a draft as it is typed, valid or not. A draft is made with an id that its first page
 * carried, so that two clicks make one.
 *
 * @returns false where the id is taken already
 */
export class BeginDraft {
  async handle({ id, version, answers, channel = 'online' }: Draft): Promise<boolean> {
    const contact = version.form.contact(answers)
    const rows = await sql(
      `insert into dossiers (commune_id, id, demarche_id, version_id, demarche_title, channel,
         state, state_label, answers, contact_email, contact_name, contact_phone)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
       on conflict (commune_id, id) do nothing returning id`,
      [
        id,
        version.demarcheId,
        version.id,
        version.title,
        channel,
        DRAFT,
        'Brouillon non soumis',
        JSON.stringify(answers),
        contact.email ?? null,
        contact.name ?? null,
        contact.phone ?? null,
      ]
    )
    return rows.length === 1
  }
}

/** Replaces the answers of a draft; false where it was submitted meanwhile. */
export class SaveDraft {
  async handle(dossier: Dossier, version: OpenVersion, answers: Answers): Promise<boolean> {
    const contact = version.form.contact(answers)
    const rows = await sql(
      `update dossiers set answers = ?::jsonb, contact_email = ?, contact_name = ?,
         contact_phone = ?, updated_at = now()
       where id = ? and submitted_at is null returning id`,
      [
        JSON.stringify(answers),
        contact.email ?? null,
        contact.name ?? null,
        contact.phone ?? null,
        dossier.id,
      ]
    )
    return rows.length === 1
  }
}
