import { SendMessage, type SendOutcome } from '#dossiers/actions/send_message'
import type { Refused } from '#dossiers/actions/attach_files'
import type { Correspondent } from '#dossiers/message'
import { messageValidator } from '#dossiers/validators'
import type { Actor } from '#workflow/main'

/** A message that was not sent: what was typed, and why it has to be sent again. */
export interface MessageDraft {
  typed: string
  error?: 'empty' | 'long' | 'closed' | 'throttled'
  refused?: Refused[]
}

interface Posted {
  dossierId: string
  typed: unknown
  files: { tmpPath: string; clientName: string }[]
  actor: Actor & { role: Correspondent }
}

type Outcome = Extract<SendOutcome, { type: 'sent' }> | { type: 'not-sent'; draft: MessageDraft }

/** Sends what a page posted, or gives it back with what is to be mended. */
export async function sendPosted({ dossierId, typed, files, actor }: Posted): Promise<Outcome> {
  const text = typeof typed === 'string' ? typed : ''
  const [invalid, input] = await messageValidator.tryValidate({ message: text })
  if (invalid) {
    const error = text.trim() ? 'long' : 'empty'
    return { type: 'not-sent', draft: { typed: text, error } }
  }

  const outcome = await new SendMessage().handle({ dossierId, text: input.message, files, actor })
  switch (outcome.type) {
    case 'sent':
      return outcome
    case 'files-refused':
      return { type: 'not-sent', draft: { typed: text, refused: outcome.refused } }
    case 'closed':
    case 'throttled':
      return { type: 'not-sent', draft: { typed: text, error: outcome.type } }
  }
}
