import { DateTime } from 'luxon'
import { apply, type Actor, type FieldError, isClosed } from '#workflow/main'
import Service from '#identity/service'
import Dossier from '#dossiers/dossier'
import { type JournalEntry, lastStepOf } from '#dossiers/journal'
import { undoSeconds } from '#dossiers/undo'
import { takeStep } from '#dossiers/take_step'

interface Act {
  dossierId: string
  action: string
  input: Record<string, unknown>
  actor: Actor
  /** The revision that the actor had in view. */
  revision: number
  now?: DateTime
  /** For how many seconds the accueil may take a decision back. */
  undo?: number
}

export type ActOutcome =
  | { type: 'done'; dossier: Dossier }
  | { type: 'invalid'; dossier: Dossier; errors: FieldError[] }
  | { type: 'overtaken'; dossier: Dossier; by: JournalEntry | null }
  | { type: 'not-possible'; dossier: Dossier }

/**
 * Takes an action of the workflow. Of two agents who act on the same dossier one waits for the
 * other's transaction, and is then told who acted first.
 */
export class ActOnDossier {
  async handle({
    dossierId,
    action,
    input,
    actor,
    revision,
    now = DateTime.now(),
    undo = undoSeconds(),
  }: Act): Promise<ActOutcome> {
    const dossier = await Dossier.locked(dossierId)
    const { form, workflow } = await dossier.version()
    if (!dossier.standing) return { type: 'not-possible', dossier }

    const context = {
      services: await Service.refs(),
      questions: form.questions().map(({ path, title }) => ({ path, title })),
    }
    const result = apply(
      workflow,
      dossier.standing,
      action,
      input,
      actor,
      now.toJSDate(),
      revision,
      context
    )
    if (result.ok) {
      const decides = actor.role === 'accueil' && isClosed(result.standing, workflow)
      const heldUntil = decides && undo > 0 ? now.plus({ seconds: undo }) : null
      await takeStep(dossier, workflow, result, now, { heldUntil })
      return { type: 'done', dossier }
    }

    switch (result.reason) {
      case 'input-invalid':
        return { type: 'invalid', dossier, errors: result.errors ?? [] }
      case 'acted-before-you':
        return { type: 'overtaken', dossier, by: await lastStepOf(dossierId) }
      case 'unknown-action':
      case 'not-here':
      case 'not-by-you':
        return { type: 'not-possible', dossier }
    }
  }
}
