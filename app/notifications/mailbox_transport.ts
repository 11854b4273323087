import { randomUUID } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { dataRoot } from '#database/server'
import app from '@adonisjs/core/services/app'
import { MailResponse } from '@adonisjs/mail'
import type { MailTransportContract, NodeMailerMessage } from '@adonisjs/mail/types'

export const mailboxFolder = () => join(dataRoot(app), 'boite')

/** Delivers into a folder, one .eml a mail, where no SMTP server is configured. */
class MailboxTransport implements MailTransportContract {
  #composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })

  async send(message: NodeMailerMessage) {
    const sent = await this.#composer.sendMail(message as any)
    await mkdir(mailboxFolder(), { recursive: true })
    const file = join(mailboxFolder(), `${Date.now()}-${randomUUID()}.eml`)
    // Renamed when whole: the page may read the folder at any moment.
    await writeFile(`${file}.part`, sent.message as Buffer)
    await rename(`${file}.part`, file)
    return new MailResponse(sent.messageId, sent.envelope as any, sent)
  }
}

export const mailboxTransport = () => () => new MailboxTransport()
