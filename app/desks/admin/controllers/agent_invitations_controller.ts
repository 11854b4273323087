import type { HttpContext } from '@adonisjs/core/http'
import { mailInvitation } from '#dossiers/actions/invite_agent'
import { recordAgent } from '#desks/admin/agent_changes'
import { agentOf } from '#desks/admin/queries/agents'
import { t } from '#shared/translate'

/** A new link to choose a password: the first one was lost, or the password. */
export default class AgentInvitationsController {
  async store(ctx: HttpContext) {
    const agent = await agentOf(ctx)
    await mailInvitation(agent, ctx.account)
    await recordAgent(ctx, agent, 'Lien de mot de passe envoyé')
    ctx.session.flash('success', t('admin.agent.invited', { email: agent.email }))
    return ctx.response.redirect(`/admin/agents/${agent.id}`)
  }
}
