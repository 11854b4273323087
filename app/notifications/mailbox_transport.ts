import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { dataRoot } from '#database/server'
import app from '@adonisjs/core/services/app'
import { MailResponse } from '@adonisjs/mail'
import type { MailTransportContract, NodeMailerMessage } from '@adonisjs/mail/types'

/** Where the mails of one commune are delivered: a folder named after its host. */
export const mailboxFolder = (host: string) => join(dataRoot(app), 'boite', host)

/** Delivers into a folder, one .eml a mail, where no SMTP server is configured. */
class MailboxTransport implements MailTransportContract {
  #composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })

  async send(message: NodeMailerMessage) {
    const sent = await this.#composer.sendMail(message as any)
    const folder = mailboxFolder(hostOf(sent.messageId))
    await mkdir(folder, { recursive: true })
    const file = join(folder, `${Date.now()}-${randomUUID()}.eml`)
    // Renamed when whole: the page may read the folder at any moment.
    await writeFile(`${file}.part`, sent.message as Buffer)
    await rename(`${file}.part`, file)
    return new MailResponse(sent.messageId, sent.envelope as any, sent)
  }
}

/** A commune's mails bear its host in their Message-ID. What is not a host names no folder. */
function hostOf(messageId: string): string {
  const host = messageId.replace(/>$/, '').split('@').at(-1)!.toLowerCase()
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(host) ? host : 'inconnu'
}

export const mailboxTransport = () => () => new MailboxTransport()
