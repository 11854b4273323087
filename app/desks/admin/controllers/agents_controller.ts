import type { HttpContext } from '@adonisjs/core/http'
import { InviteAgent } from '#dossiers/actions/invite_agent'
import { agentInWords, AGENT_NAMES, recordAgent } from '#desks/admin/agent_changes'
import { errorsOf, filled, type FormErrors } from '#desks/admin/form_errors'
import { agentOf, allAgents, demarcheChoices } from '#desks/admin/queries/agents'
import { agentValidator } from '#desks/admin/validators'
import type Account from '#identity/account'
import { ChangeAgent } from '#identity/actions/change_agent'
import { limitsOf } from '#identity/limits'
import { t } from '#shared/translate'
import { differences, lastChanges } from '#tenancy/changes'

/** Who signs in for the commune, and what for. */
export default class AgentsController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/agents/index', { agents: await allAgents() })
  }

  async create(ctx: HttpContext) {
    return show(ctx, null, { scope: 'all', roles: ['accueil'] })
  }

  async store(ctx: HttpContext) {
    const { request, response, session, account } = ctx
    const { email, rights, errors } = await rightsOf(request)
    if (!email && !errors.email) errors.email = t('admin.errors.email')
    if (Object.keys(errors).length > 0) return show(ctx, null, request.all(), errors)

    const outcome = await new InviteAgent().handle({ ...rights!, email: email! }, account)
    switch (outcome.type) {
      case 'email-taken':
        return show(ctx, null, request.all(), { email: t('admin.agent.email_taken') })
      case 'invited': {
        const details = differences(AGENT_NAMES, {}, await agentInWords(outcome.account))
        await recordAgent(ctx, outcome.account, 'Agent invité', details)
        session.flash('success', t('admin.agent.invited', { email: email! }))
        return response.redirect('/admin/agents')
      }
    }
  }

  async edit(ctx: HttpContext) {
    const agent = await agentOf(ctx)
    const demarches = await limitsOf(agent)
    const { name, roles } = agent
    return show(ctx, agent, { name, roles, scope: demarches ? 'some' : 'all', demarches })
  }

  async update(ctx: HttpContext) {
    const { request, response, session } = ctx
    const agent = await agentOf(ctx)
    const { rights, errors } = await rightsOf(request)
    if (!rights || Object.keys(errors).length > 0) return show(ctx, agent, request.all(), errors)

    const before = await agentInWords(agent)
    const outcome = await new ChangeAgent().handle(agent, rights)
    switch (outcome.type) {
      case 'last-admin':
        return show(ctx, agent, request.all(), { roles: t('admin.agent.last_admin') })
      case 'saved': {
        const details = differences(AGENT_NAMES, before, await agentInWords(agent))
        if (details.length > 0) await recordAgent(ctx, agent, 'Droits modifiés', details)
        session.flash('success', t('admin.saved'))
        return response.redirect('/admin/agents')
      }
    }
  }
}

async function rightsOf(request: HttpContext['request']) {
  const [invalid, input] = await agentValidator.tryValidate(filled(request.all()))
  if (invalid) return { errors: errorsOf(invalid) }
  const choices = await demarcheChoices()
  const chosen = (input.demarches ?? []).filter((id) => choices.some(({ value }) => value === id))
  const errors: FormErrors = {}
  if (input.scope === 'some' && chosen.length === 0) errors.demarches = t('admin.errors.demarches')
  const demarcheIds = input.scope === 'some' ? chosen : null
  return {
    email: input.email,
    rights: { name: input.name, roles: input.roles, demarcheIds },
    errors,
  }
}

async function show(
  ctx: HttpContext,
  agent: Account | null,
  typed: object,
  errors: FormErrors = {}
) {
  const { response, view, account } = ctx
  if (Object.keys(errors).length > 0) response.status(422)
  return view.render('pages/admin/agents/form', {
    agent,
    typed,
    errors,
    itself: agent?.id === account.id,
    demarches: await demarcheChoices(),
    changes: agent ? await lastChanges({ subject: 'agent', subjectId: agent.id, limit: 10 }) : [],
  })
}
