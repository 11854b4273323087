import { randomUUID } from 'node:crypto'
import type { Group } from '@japa/runner/core'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { Mail, promiseMail } from '#dossiers/promised_mails'
import { openVersion } from '#catalogue/versions'
import { withCommune } from '#tenancy/scope'
import { asOwner } from '#tests/support/jobs'
import { MailServer } from '#tests/support/mail_server'
import type { TestCommune } from '#tests/support/world'

/** A mail server for a group of tests; each test begins with an empty queue. */
export function withMailServer(group: Group): MailServer {
  const server = new MailServer()
  group.setup(async () => {
    await server.start()
    const restore = await server.serveApplication()
    return async () => (restore(), server.stop())
  })
  group.each.setup(async () => {
    await asOwner('delete from graphile_worker._private_jobs')
    server.received.length = 0
    server.refusal = undefined
  })
  return server
}

/** A draft of Nora's, and the promise of the mail that lets her resume it. */
export function promiseDraftMail(commune: TestCommune, recipient = 'nora@exemple.test') {
  return withCommune(commune.id, async () => {
    const dossierId = await aDraft(commune)
    const lien = { purpose: 'draft' as const }
    return promiseMail({
      dossierId,
      recipient,
      recipientRole: 'usager',
      template: 'brouillon',
      data: {},
      lien,
    })
  })
}

/** In the scope of the commune. */
export async function aDraft(commune: TestCommune): Promise<string> {
  const id = randomUUID()
  const version = await openVersion(commune.demarche.versionId)
  const answers = {
    demande: { objet: 'Un nid-de-poule' },
    contact: { nom: 'Nora Petit', courriel: 'nora@exemple.test' },
  }
  await new BeginDraft().handle({ id, version, answers } as never)
  return id
}

export function readMail(commune: TestCommune, id: string): Promise<Mail> {
  return withCommune(commune.id, () => Mail.findOrFail(id))
}
