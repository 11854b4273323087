import vine from '@vinejs/vine'
import { cleanText } from '#shared/clean_text'

export const MAX_NOTE = 5000

export const messageValidator = vine.create({
  message: vine.string().parse(cleanText).minLength(1).maxLength(MAX_NOTE),
})

export const noteValidator = vine.create({
  note: vine.string().parse(cleanText).minLength(1).maxLength(MAX_NOTE),
})

export const MAX_REASON = 1000

/** Why an answer was mended: the usager reads it. */
export const reasonValidator = vine.create({
  reason: vine.string().parse(cleanText).minLength(3).maxLength(MAX_REASON),
})
