import type { HttpContext } from '@adonisjs/core/http'
import { readyDemarches } from '#catalogue/ready_demarches'
import { FoundCommune } from '#desks/operator/actions/found_commune'
import { actorOf, communeOf } from '#desks/operator/commune_of'
import { type Draft, draftOf, removeDraft } from '#desks/operator/wizard/draft'
import { missingServices } from '#desks/operator/ready_services'
import { pathOf, STEPS, wantingBefore } from '#desks/operator/wizard/steps'
import { notFound } from '#shared/not_found'
import { t } from '#shared/translate'
import { hostnamesOf } from '#desks/operator/queries/hostnames'

/** The last page of the wizard, before the commune is there and after. */
export default class FoundationsController {
  async create(ctx: HttpContext) {
    const draft = await opened(ctx)
    const missing = wantingBefore(draft.answers, 'verification')
    if (missing) return ctx.response.redirect(pathOf(draft.id, missing.path))
    return review(ctx, draft)
  }

  async store(ctx: HttpContext) {
    const draft = await opened(ctx)
    if (wantingBefore(draft.answers, 'verification')) throw notFound(ctx)
    const problem = await problemOf(draft)
    if (problem) return review(ctx, draft, problem)

    const { town, address, services, demarches, admin } = draft.answers as Required<
      Draft['answers']
    >
    const { slug, host, own } = address
    const commune = {
      slug,
      name: town.name,
      country: town.country,
      code: town.code,
      hosts: [host],
      unverifiedHosts: own ? [own] : [],
    }
    const foundation = { commune, services: services.chosen, demarches, admin }
    const outcome = await new FoundCommune().handle(foundation, actorOf(ctx))
    switch (outcome.type) {
      case 'taken':
        return review(ctx, draft, { step: 'adresse', message: t('operator.host.taken') })
      case 'founded':
        await removeDraft(draft.id)
        return ctx.response.redirect(`/communes/${outcome.id}/prete`)
    }
  }

  async show(ctx: HttpContext) {
    const sheet = await communeOf(ctx)
    return ctx.view.render('pages/operator/wizard/prete', {
      sheet,
      hostnames: await hostnamesOf(sheet.id),
    })
  }
}

async function opened(ctx: HttpContext): Promise<Draft> {
  const draft = await draftOf(ctx.operator.id, ctx.params.id)
  if (!draft) throw notFound(ctx)
  return draft
}

interface Problem {
  /** The page where it is mended. */
  step: string
  message: string
}

/** Services may have been changed after the démarches were chosen. */
async function problemOf({ answers }: Draft): Promise<Problem | null> {
  const chosen = (await readyDemarches()).filter(({ slug }) => answers.demarches!.includes(slug))
  for (const ready of chosen) {
    const [service] = missingServices(ready, answers.services!.chosen)
    const { title } = ready
    const message = service && t('operator.demarches.wanting', { title, service })
    if (message) return { step: 'services', message }
  }
  return null
}

async function review(ctx: HttpContext, draft: Draft, problem: Problem | null = null) {
  if (problem) ctx.response.status(422)
  const titles = (await readyDemarches())
    .filter(({ slug }) => draft.answers.demarches!.includes(slug))
    .map(({ title }) => title)
  return ctx.view.render('pages/operator/wizard/verification', {
    draft,
    step: { path: 'verification', number: STEPS.length + 1, total: STEPS.length + 1 },
    answers: draft.answers,
    titles,
    problem,
  })
}
