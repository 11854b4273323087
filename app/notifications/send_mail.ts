import logger from '@adonisjs/core/services/logger'
import { communeById } from '#tenancy/commune'
import { withCommune } from '#tenancy/scope'
import { deliver } from '#notifications/delivery'
import { composeLetter } from '#notifications/letter'
import { type Outcome, queuedMail, recordOutcome } from '#notifications/outcome'

/**
 * Sends a mail that was promised. The mail server is spoken to between two transactions, never in
 * one. A failure is an outcome like another: the row says what happened, and the next attempt is
 * another job. What is thrown from here (the database went away) is tried again by the queue.
 */
export async function sendMail({ mailId, communeId }: { mailId: string; communeId: string }) {
  const commune = await communeById(communeId)
  const letter = await withCommune(communeId, async () => {
    const mail = await queuedMail(mailId)
    return mail && composeLetter(mail, commune).catch((error: Error) => error)
  })
  if (!letter) return

  const outcome: Outcome =
    letter instanceof Error
      ? { type: 'postponed', reason: letter.message }
      : await deliver(letter, commune)
  if (letter instanceof Error)
    logger.error({ err: letter, mail: mailId }, 'a mail cannot be written')
  else if (outcome.type !== 'sent')
    logger.warn({ mail: mailId, smtp: outcome.code }, `mail ${outcome.type}`)

  const subject = letter instanceof Error ? null : letter.subject
  await withCommune(communeId, () => recordOutcome(mailId, subject, outcome))
}
