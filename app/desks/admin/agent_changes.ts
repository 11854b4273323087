import type { HttpContext } from '@adonisjs/core/http'
import type Account from '#identity/account'
import { limitsOf } from '#identity/limits'
import { type Detail, recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'

export const AGENT_NAMES = { name: 'Nom', roles: 'Rôles', demarches: 'Démarches' }

export async function agentInWords(agent: Account): Promise<Record<string, unknown>> {
  const limits = await limitsOf(agent)
  const titles = limits
    ? await sql<{ title: string }>(
        'select title from demarches where id = any(?::uuid[]) order by title',
        [limits]
      )
    : [{ title: 'toutes' }]
  await agent.load('memberships')
  return {
    name: agent.name,
    roles: agent.roles.toSorted(),
    demarches: titles.map(({ title }) => title),
  }
}

export function recordAgent(
  { account }: HttpContext,
  agent: Account,
  label: string,
  details: Detail[] = []
) {
  const subject = { subject: 'agent' as const, subjectId: agent.id, subjectLabel: agent.name }
  return recordChange({ ...subject, label, details }, account)
}
