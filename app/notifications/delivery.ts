import drive from '@adonisjs/drive/services/main'
import app from '@adonisjs/core/services/app'
import { Mailer, type Message } from '@adonisjs/mail'
import env from '#start/env'
import type { Commune } from '#tenancy/commune'
import type { Letter } from '#notifications/letter'
import type { Outcome } from '#notifications/outcome'
import { renderLetter } from '#notifications/render'

interface SmtpError extends Error {
  code?: string
  command?: string
  responseCode?: number
}

/**
 * Hands a letter to the mail server, under the same Message-ID at each attempt: a server or a
 * mailbox that has it already can tell.
 */
export async function deliver(letter: Letter, commune: Commune): Promise<Outcome> {
  try {
    const { html, text } = await renderLetter(letter, commune)
    const { attachment } = letter
    const file = attachment && (await drive.use().getBytes(attachment.diskKey))
    const mailer = await app.container.make(Mailer)
    await mailer.send((message) => {
      address(message, letter, commune)
      message.subject(letter.subject).html(html).text(text)
      if (attachment && file) {
        message.attachData(Buffer.from(file), { filename: attachment.name })
      }
    })
    return { type: 'sent' }
  } catch (error) {
    return failure(error as SmtpError)
  }
}

function address(message: Message, letter: Letter, commune: Commune) {
  message
    .messageId(`<${letter.id}@${commune.host}>`)
    .from(env.get('MAIL_FROM') ?? `ne-pas-repondre@${commune.host}`, commune.name)
    .to(letter.recipient)
    .header('Auto-Submitted', 'auto-generated')
  if (commune.contact.email) message.replyTo(commune.contact.email, commune.name)
}

/**
 * A server that refuses this recipient or this message for good has spoken (5xx to RCPT or DATA),
 * and an address that cannot be written in SMTP will not become one. Everything else may pass:
 * a 5xx to AUTH or MAIL is our configuration, which somebody mends.
 */
function failure(error: SmtpError): Outcome {
  const { code, command = '', responseCode, message } = error
  const forGood = (responseCode ?? 0) >= 500 && ['RCPT TO', 'DATA'].includes(command)
  const impossible = code === 'EENVELOPE' && command === 'API'
  return {
    type: forGood || impossible ? 'refused' : 'postponed',
    reason: message,
    ...(responseCode ? { code: responseCode } : {}),
  }
}
