import { DateTime } from 'luxon'
import { start, type Actor, type Facts } from '#workflow/main'
import type { FieldError, Form, Answers } from '#forms/main'
import { type Opening, OPENING, openingOf } from '#catalogue/opening'
import Service from '#identity/service'
import Dossier from '#dossiers/dossier'
import { newReference } from '#dossiers/references'
import { addReport } from '#dossiers/report'
import { searchText } from '#dossiers/search_text'
import { takeStep } from '#dossiers/take_step'
import { currentScope, plannedOnce, sql } from '#tenancy/scope'

type Outcome =
  | { type: 'submitted'; dossier: Dossier }
  | { type: 'already-submitted'; dossier: Dossier }
  | { type: 'incomplete'; dossier: Dossier; errors: FieldError[] }
  /** Closed, not open yet or complete: for those who send it themselves. */
  | { type: 'not-open'; dossier: Dossier; opening: Opening }
  | { type: 'not-by-you'; dossier: Dossier }
  | { type: 'unknown' }

/** Who sends a draft, or who may send this one; null where nobody does. */
type Sender = Actor | ((draft: Dossier) => Promise<Actor | null>)

/**
 * Submits a draft: validated whole, given a reference, entered in its workflow. A second click
 * waits for the first and finds the dossier submitted.
 */
export class SubmitDossier {
  async handle(
    dossierId: string,
    sender: Sender,
    now: DateTime = DateTime.now()
  ): Promise<Outcome> {
    const dossier = await lockedDraft(dossierId)
    if (!dossier) return { type: 'unknown' }
    if (!dossier.isDraft) return { type: 'already-submitted', dossier }
    const actor = typeof sender === 'function' ? await sender(dossier) : sender
    if (!actor) return { type: 'not-by-you', dossier }

    const opening = await openingFor(dossier)
    if (opening !== 'open' && dossier.channel === 'online') {
      return { type: 'not-open', dossier, opening }
    }

    const { form, workflow } = await dossier.version()
    const answers = form.visible(dossier.answers)
    const errors = form.validate(answers, undefined, dossier.clock(now))
    if (errors.length > 0) return { type: 'incomplete', dossier, errors }

    const services = workflow.routing?.length ? await Service.refs() : []
    const step = start(workflow, now.toJSDate(), factsOf(form, answers), { actor, services })

    dossier.merge({ answers: JSON.stringify(answers) as never, submittedAt: now })
    dossier.reference = dossier.$extras.reference_free ?? (await freeReference())
    dossier.search = searchText(dossier, form, answers)
    await takeStep(dossier, workflow, step, now, {
      also: (writes) => addReport(writes, dossier, form, answers),
    })
    dossier.answers = answers
    return { type: 'submitted', dossier }
  }
}

/** With a reference that nobody has, and what its démarche says of it: asked in the same breath. */
function lockedDraft(id: string): Promise<Dossier | null> {
  const { trx } = currentScope()
  const query = Dossier.query()
    .select(...Dossier.$columns)
    .select(trx.raw(`(${FREE}) as reference_free`, [candidates()]))
    .select(
      trx.raw(`(select case when d.cap is null then ${OPENING} end
        from demarches d where d.id = dossiers.demarche_id) as opening`)
    )
    .select(
      trx.raw(`(select d.listed_questions from demarches d
        where d.id = dossiers.demarche_id) as listed_questions`)
    )
    .where('id', id)
    .forUpdate()
  return plannedOnce(query, 'a draft that is sent').first()
}

/** Where places are counted, those who send at once wait for each other. */
async function openingFor({ $extras, demarcheId }: Dossier): Promise<Opening> {
  return $extras.opening ?? (await openingOf(demarcheId, { counting: true }))
}

/** Asked first, since a unique violation would end the transaction; the key remains the judge. */
const FREE = `select one from unnest(?::text[]) one
  where not exists (select from dossiers taken where taken.reference = one) limit 1`

const candidates = () => [newReference(), newReference(), newReference()]

async function freeReference(): Promise<string> {
  const [free] = await sql<{ one: string }>(FREE, [candidates()])
  return free?.one ?? freeReference()
}

/** What routing rules may look at: each answer by the path of its question. */
export function factsOf(form: Form, answers: Answers): Facts {
  return Object.fromEntries(
    form.questions().map(({ path, page, key }) => [path, answers[page]?.[key] as never])
  )
}
