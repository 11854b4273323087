import { DateTime } from 'luxon'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import Dossier from '#dossiers/dossier'
import { JournalEntry } from '#dossiers/journal'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import type { Cell, Dimension, Kind, Tallies } from '#reporting/figures/tallies'
import type { Span } from '#reporting/figures/period'
import { sql, withCommune } from '#tenancy/scope'
import type { Actor } from '#workflow/main'
import { submitted } from '#tests/support/lists'
import type { TestCommune } from '#tests/support/world'

/** What somebody does to a dossier, so many hours after what was done before. */
export interface Move {
  what: 'accepter' | 'refuser' | 'transmettre' | 'renvoyer' | 'demander_correction' | 'corriger'
  hours: number
  by: 'accueil' | 'superviseur'
}

/** A dossier that is sent at `at` and to which some of these moves happen: those that are possible then. */
export async function aLife(commune: TestCommune, at: DateTime, moves: Move[]): Promise<string> {
  const { id } = await submitted(commune, { at: at.toISO()! })
  let now = at
  for (const { what, hours, by } of moves) {
    now = now.plus({ hours })
    await withCommune(commune.id, async () => {
      const dossier = await Dossier.findOrFail(id)
      if (what === 'corriger') {
        if (dossier.state !== 'correction') return
        const usager: Actor = { role: 'usager', label: 'Zoé' }
        await new CorrectDossier().handle(id, dossier.answers, usager, now)
        return
      }
      await new ActOnDossier().handle({
        dossierId: id,
        action: what,
        input: inputOf(commune, what),
        actor: actorOn(commune, dossier, by),
        revision: dossier.revision,
        now,
        undo: 0,
      })
    })
  }
  return id
}

function actorOn(commune: TestCommune, dossier: Dossier, by: Move['by']): Actor {
  if (dossier.holder === 'service') {
    const id = dossier.serviceId!
    return { role: 'service', id, serviceId: id, label: 'Voirie' }
  }
  return { role: 'accueil', id: commune.accounts[by].id, label: 'Anne' }
}

function inputOf(commune: TestCommune, what: Move['what']) {
  const service = commune.services.voirie
  const inputs: Partial<Record<Move['what'], Record<string, unknown>>> = {
    refuser: { motif: 'Hors délai.', categorie: 'hors_conditions' },
    transmettre: { service },
    renvoyer: { raison: 'Ailleurs.' },
    demander_correction: { message: 'Précisez.' },
  }
  return inputs[what] ?? {}
}

/** The figures of these days, from the dossiers and their journals, one after the other. */
export async function naive(commune: TestCommune, span: Span): Promise<Tallies> {
  const tallies: Tallies = {}
  const day = (at: DateTime) => at.setZone('Europe/Paris').toISODate()!
  const within = (one: string) => one >= span.from && one <= span.until
  const days = (from: string, to: string) =>
    Math.round(DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days)

  function add(
    kind: Kind,
    on: string,
    value: number | null,
    by: Partial<Record<Dimension, string | null>>
  ) {
    if (!within(on)) return
    const one = { all: '', day: on, weekday: String(DateTime.fromISO(on).weekday), ...by }
    for (const [dimension, key] of Object.entries(one)) {
      if (key === null) continue
      const keepsValue = !['day', 'weekday', 'reason'].includes(dimension)
      const cells = (tallies[dimension as Dimension] ??= {})
      const cell: Cell = (cells[key] ??= {})
      const spread = (cell[kind] ??= {})
      const at = keepsValue ? (value ?? '') : ''
      spread[at] = (spread[at] ?? 0) + 1
    }
  }

  await withCommune(commune.id, async () => {
    const said = await sql('select * from feedbacks')
    for (const dossier of await Dossier.query().whereNotNull('submittedAt')) {
      const { workflow } = await dossier.version()
      const lines = await JournalEntry.query().where('dossierId', dossier.id).orderBy('id')
      const by = { demarche: dossier.demarcheId, channel: dossier.channel }
      const received = day(dossier.submittedAt!)
      add('received', received, null, by)

      let [acted, service] = [false, null as string | null]
      for (const line of lines.filter(({ toState }) => toState !== null)) {
        const isOurs =
          line.type === 'action' && line.actorRole !== 'usager' && line.actorRole !== 'system'
        const who = {
          service: line.actorRole === 'service' ? line.actorId : null,
          agent: line.actorRole === 'accueil' ? line.actorId : null,
        }
        const on = day(line.at)
        if (isOurs && !acted) {
          acted = true
          add('first', on, days(received, on), { ...by, ...who })
        }
        const asks = workflow.states[line.toState!]!.holder === 'usager'
        if (isOurs && asks && line.fromState !== line.toState)
          add('correction', on, null, { ...by, ...who })
        const now = line.service?.id ?? null
        if (now && now !== service)
          add('transferred', on, null, { ...by, service: now, agent: who.agent })
        service = now
      }
      const opinion = said.find((one) => one.dossier_id === dossier.id)
      if (opinion) {
        add('feedback', day(DateTime.fromJSDate(opinion.created_at)), opinion.ease, by)
      }
      if (!dossier.closedAt) continue
      const last = lines.findLast(({ toState }) => toState !== null)!
      const on = day(dossier.closedAt)
      const field = (workflow.actions[last.action!]?.form ?? []).find(
        ({ kind }) => kind === 'choice'
      )
      const reason = field?.choices!.find(({ value }) => value === last.data[field.key])?.label
      add(dossier.final!, on, days(received, on), {
        ...by,
        service: dossier.serviceId,
        agent: last.actorRole === 'accueil' ? last.actorId : null,
        reason: dossier.final === 'refused' ? (reason ?? null) : null,
      })
    }
  })
  return tallies
}
