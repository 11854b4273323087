import type { HttpContext } from '@adonisjs/core/http'
import Account from '#identity/account'
import { notFound } from '#shared/not_found'
import { sql } from '#tenancy/scope'

/** Every account, those that are open first, each with its roles. */
export async function allAgents() {
  const limits = await sql<{ id: string; n: number }>(
    'select account_id as id, count(*)::int as n from account_demarches group by account_id'
  )
  const agents = await Account.query()
    .preload('memberships')
    .orderByRaw('suspended_at is not null, name')
  return agents.map((agent) => ({
    agent,
    state: agent.suspendedAt ? 'suspended' : agent.joinedAt ? 'active' : 'invited',
    limit: agent.limited ? (limits.find(({ id }) => id === agent.id)?.n ?? 0) : null,
  }))
}

/** @throws E_ROUTE_NOT_FOUND where the commune has no such account */
export async function agentOf(ctx: HttpContext): Promise<Account> {
  const agent = await Account.query().where('id', ctx.params.id).preload('memberships').first()
  if (!agent) throw notFound(ctx)
  return agent
}

export function demarcheChoices() {
  return sql<{ value: string; label: string }>(
    'select id as value, title as label from demarches order by position, title'
  )
}
