import { DateTime } from 'luxon'
import { v7 } from 'uuid'
import { openVersion } from '#catalogue/versions'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { RunDeadlines } from '#dossiers/actions/run_deadlines'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import Dossier from '#dossiers/dossier'
import { withCommune } from '#tenancy/scope'
import type { Actor } from '#workflow/main'
import { ANSWERS, journalLines, mailsOf } from '#tests/support/dossiers'
import type { TestCommune } from '#tests/support/world'

const ACCUEIL: Actor = { role: 'accueil', label: 'Anne Accueil' }

/** A moment in Paris: `at('2026-03-02T10:00')`. */
export const at = (local: string) => DateTime.fromISO(local, { zone: 'Europe/Paris' })

/** A dossier that came in at that moment. @returns its id */
export function submittedAt(commune: TestCommune, now: DateTime): Promise<string> {
  return withCommune(commune.id, async () => {
    const version = await openVersion(commune.demarche.versionId)
    const id = v7()
    await new BeginDraft().handle({ id, version, answers: ANSWERS })
    await new SubmitDossier().handle(id, { role: 'usager', label: 'Zoé Martin' }, now)
    return id
  })
}

export async function actAt(
  commune: TestCommune,
  dossierId: string,
  action: string,
  input: Record<string, unknown>,
  now: DateTime,
  actor: Actor = ACCUEIL
) {
  await withCommune(commune.id, async () => {
    const { revision } = await Dossier.findOrFail(dossierId)
    const act = { dossierId, action, input, actor, revision, now }
    const outcome = await new ActOnDossier().handle(act)
    if (outcome.type !== 'done') throw new Error(`${action}: ${outcome.type}`)
  })
}

/** A dossier of which a correction was asked at the moment when it came in. */
export async function correctionAskedAt(commune: TestCommune, now: DateTime): Promise<string> {
  const id = await submittedAt(commune, now)
  await actAt(commune, id, 'demander_correction', ASKED, now)
  return id
}

export const ASKED = {
  questions: ['demande.precision'],
  message: 'Devant quel numéro ?',
  note: 'Introuvable sur place.',
}

/** Does what the worker does at that moment. @returns how many dossiers it has seen to */
export async function runAt(commune: TestCommune, now: DateTime): Promise<number> {
  let seen = 0
  for (;;) {
    const batch = await withCommune(commune.id, () => new RunDeadlines().handle(now))
    if (batch === 0) return seen
    seen += batch
  }
}

/** What has come by itself to a dossier: `reminder correction@2/1`. */
export async function cameTo(commune: TestCommune, id: string): Promise<string[]> {
  const lines = await journalLines(commune, id)
  return lines.filter(({ due }) => due).map(({ type, due }) => `${type} ${due}`)
}

/** The mails of this template that were promised. */
export async function mailsFrom(commune: TestCommune, id: string, template: string) {
  const mails = await mailsOf(commune, id)
  return mails.filter((mail) => mail.template === template)
}
