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
  by?: SavedBy
}

/** The page that saves: its id, null where it says none, and the turn that it counts. */
export interface SavedBy {
  view: string | null
  turn: number
}

const NOBODY: SavedBy = { view: null, turn: 0 }

/**
 * Keeps a draft as it is typed, valid or not. A draft is made with an id that its first page
 * carried, so that two clicks make one.
 *
 * @returns false where the id is taken already
 */
export class BeginDraft {
  async handle({ id, version, answers, channel = 'online', by = NOBODY }: Draft): Promise<boolean> {
    const contact = version.form.contact(answers)
    const rows = await sql(
      `insert into dossiers (commune_id, id, demarche_id, version_id, demarche_title, channel,
         state, state_label, answers, contact_email, contact_name, contact_phone,
         saved_by, saved_turn)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)
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
        by.view,
        by.turn,
      ]
    )
    return rows.length === 1
  }
}

/**
 * Replaces the answers of a draft as it was loaded. `overtaken`: another page has saved meanwhile, and
 * what is kept now has to be looked at first.
 */
export class SaveDraft {
  async handle(
    dossier: Dossier,
    version: OpenVersion,
    answers: Answers,
    by: SavedBy = NOBODY
  ): Promise<'saved' | 'submitted' | 'overtaken'> {
    const contact = version.form.contact(answers)
    const rows = await sql(
      `update dossiers set answers = ?::jsonb, contact_email = ?, contact_name = ?,
         contact_phone = ?, saved_by = ?, saved_turn = ?, updated_at = now()
       where id = ? and submitted_at is null and saved_by is not distinct from ?::text
         and saved_turn = ?
       returning id`,
      [
        JSON.stringify(answers),
        contact.email ?? null,
        contact.name ?? null,
        contact.phone ?? null,
        by.view,
        by.turn,
        dossier.id,
        dossier.savedBy,
        dossier.savedTurn,
      ]
    )
    if (rows.length === 1) return 'saved'
    const [left] = await sql<{ sent: boolean }>(
      'select submitted_at is not null as sent from dossiers where id = ?',
      [dossier.id]
    )
    return left?.sent === false ? 'overtaken' : 'submitted'
  }
}
