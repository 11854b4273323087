import { byName, prepareReady } from '#catalogue/actions/offer_ready'
import { type ReadyDemarche, readyDemarches } from '#catalogue/ready_demarches'
import { isOf, missingServices } from '#desks/operator/ready_services'
import type { Answers } from '#desks/operator/wizard/draft'
import { listOf } from '#desks/operator/wizard/services'
import { type Errors, outcome, type Step } from '#desks/operator/wizard/step'
import { t } from '#shared/translate'

/** What the commune offers from its first day: ready démarches, put online as they are. */
export const demarches: Step = {
  path: 'demarches',
  isDone: ({ demarches: known }) => known !== undefined,
  fields: ({ demarches: known }) => ({ demarches: known ?? null }),

  async show({ answers }) {
    const offered = await offeredTo(answers)
    const groups = Map.groupBy(offered, ({ category }) => category)
    return {
      // Before anything was chosen: what one of the services that were ticked usually treats.
      usual: offered.filter((ready) => isUsual(ready, answers)).map(({ slug }) => slug),
      groups: [...groups].map(([category, all]) => ({
        category,
        options: all.map(({ slug, title, service }) => ({
          value: slug,
          label: title,
          help: service,
        })),
      })),
    }
  },

  async take(body, { answers }) {
    const ticked = new Set(listOf(body.demarches))
    const chosen = (await offeredTo(answers)).filter(({ slug }) => ticked.has(slug))
    const wanting = chosen.flatMap((ready) =>
      missingServices(ready, answers.services?.chosen ?? []).map((service) =>
        t('operator.demarches.wanting', { title: ready.title, service })
      )
    )
    const errors: Errors = wanting.length > 0 ? { demarches: wanting.join(' ') } : {}
    const slugs = chosen.map(({ slug }) => slug)
    // While the operator goes on: what fails here fails again, and is told, at the last page.
    if (wanting.length === 0) void prepareReady(slugs).catch(() => {})
    return outcome(errors, () => ({ ...answers, demarches: slugs }))
  },
}

async function offeredTo({ town }: Answers): Promise<ReadyDemarche[]> {
  return (await readyDemarches()).filter(isOf(town?.country ?? 'FR'))
}

function isUsual(ready: ReadyDemarche, { services }: Answers): boolean {
  const known = (services?.chosen ?? []).map(({ name }) => ({ label: name }))
  return (
    byName(known, ready.service) !== undefined &&
    missingServices(ready, services?.chosen ?? []).length === 0
  )
}
