import { randomBytes } from 'node:crypto'
import { promiseMail } from '#dossiers/promised_mails'
import Account from '#identity/account'
import { type AgentRights, ChangeAgent } from '#identity/actions/change_agent'
import { invite } from '#identity/invitations'

interface Invitation extends AgentRights {
  email: string
}

/**
 * Makes an account that nobody can sign in to, and mails its owner the link by which they choose a
 * password. Until then it has one that nobody knows.
 */
export class InviteAgent {
  async handle(
    { email, ...rights }: Invitation,
    author: { name: string }
  ): Promise<{ type: 'invited'; account: Account } | { type: 'email-taken' }> {
    if (await Account.findBy('email', email)) return { type: 'email-taken' }
    const account = await Account.create({
      email,
      name: rights.name,
      password: randomBytes(32).toString('base64url'),
      joinedAt: null,
      sessionEpoch: 1,
    })
    await new ChangeAgent().handle(account, rights)
    await mailInvitation(account, author)
    return { type: 'invited', account }
  }
}

/** A link to choose a password, for who was invited or has lost it. */
export async function mailInvitation(account: Account, author: { name: string }) {
  const { token, expiresAt } = await invite(account.id)
  await promiseMail({
    dossierId: null,
    recipient: account.email,
    recipientRole: 'agent',
    template: 'agent-invitation',
    data: { name: account.name, author: author.name, until: expiresAt.toISO() },
    token,
  })
}
