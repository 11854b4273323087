import type { HttpContext } from '@adonisjs/core/http'
import { recordAgent } from '#desks/admin/agent_changes'
import { agentOf } from '#desks/admin/queries/agents'
import { SuspendAgent } from '#identity/actions/change_agent'
import { t } from '#shared/translate'

/** An agent who left, or may come back. */
export default class SuspensionsController {
  async store(ctx: HttpContext) {
    return suspend(ctx, true)
  }

  async destroy(ctx: HttpContext) {
    return suspend(ctx, false)
  }
}

async function suspend(ctx: HttpContext, suspended: boolean) {
  const { response, session } = ctx
  const agent = await agentOf(ctx)
  const outcome = await new SuspendAgent().handle(agent, suspended)
  if (outcome.type === 'last-admin') session.flash('error', t('admin.agent.last_admin'))
  else {
    await recordAgent(ctx, agent, suspended ? 'Accès suspendu' : 'Accès rétabli')
    const key = suspended ? 'admin.agent.suspended_done' : 'admin.agent.restored_done'
    session.flash('success', t(key, { name: agent.name }))
  }
  return response.redirect(`/admin/agents/${agent.id}`)
}
