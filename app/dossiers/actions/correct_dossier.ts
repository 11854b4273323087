import { DateTime } from 'luxon'
import { apply, correctionAsked, type Actor } from '#workflow/main'
import { stands, type Answers, type FieldError, type Form } from '#forms/main'
import { changesBetween } from '#dossiers/changed_answers'
import Dossier from '#dossiers/dossier'
import type { SavedBy } from '#dossiers/actions/save_draft'
import { addReport } from '#dossiers/report'
import { searchText } from '#dossiers/search_text'
import { takeStep } from '#dossiers/take_step'
import { sql } from '#tenancy/scope'

type Outcome =
  | { type: 'corrected'; dossier: Dossier }
  | { type: 'invalid'; errors: FieldError[] }
  | { type: 'not-asked' }

/**
 * The usager's correction: merged only when it is sent, so that agents never see half of one.
 * Only the questions that were reopened change, whatever the form posts.
 */
export class CorrectDossier {
  async handle(
    dossierId: string,
    typed: Answers,
    actor: Actor,
    now: DateTime = DateTime.now()
  ): Promise<Outcome> {
    const dossier = await Dossier.locked(dossierId)
    const { form, workflow } = await dossier.version()
    const { standing } = dossier
    const action = standing && correctionAsked(workflow, standing, actor)
    if (!standing || !action) return { type: 'not-asked' }

    const answers = form.visible(withCorrection(form, dossier, typed))
    const errors = form
      .validate(answers, undefined, dossier.clock(now))
      .filter(({ path }) => !stands(path, dossier.answers, answers))
    if (errors.length > 0) return { type: 'invalid', errors }

    const result = apply(workflow, standing, action, {}, actor, now.toJSDate(), standing.revision)
    if (!result.ok) return { type: 'not-asked' }

    const changes = changesBetween(form, dossier.answers, answers)
    const contact = form.contact(answers)
    dossier.merge({
      answers: JSON.stringify(answers) as never,
      correction: null,
      contactEmail: contact.email ?? dossier.contactEmail,
      contactName: contact.name ?? dossier.contactName,
      contactPhone: contact.phone ?? dossier.contactPhone,
      search: searchText(dossier, form, answers),
    })
    await takeStep(dossier, workflow, result, now, {
      extra: { changes },
      also: (writes) => addReport(writes, dossier, form, answers),
    })
    dossier.answers = answers
    return { type: 'corrected', dossier }
  }
}

/** Keeps what is typed while a correction is under way. */
export async function keepCorrection(dossierId: string, typed: Answers, by?: SavedBy) {
  const save = by ? ', saved_by = ?, saved_turn = ?' : ''
  await sql(`update dossiers set correction = ?::jsonb${save} where id = ?`, [
    JSON.stringify(typed),
    ...(by ? [by.view, by.turn] : []),
    dossierId,
  ])
}

/** The questions that were singled out; undefined when the usager may go over all of them. */
export function reopenedPaths(dossier: Dossier): string[] | undefined {
  const reopened = dossier.standing?.reopened ?? []
  return reopened.length > 0 ? reopened : undefined
}

/** The answers as they stand, with what is typed in place of what was asked again. */
export function withCorrection(form: Form, dossier: Dossier, typed: Answers): Answers {
  const only = reopenedPaths(dossier)
  return Object.entries(typed).reduce<Answers>(
    (answers, [page, decoded]) => form.merge(answers, page, decoded, only),
    dossier.answers
  )
}
