import vine from '@vinejs/vine'
import { cleanText } from '#shared/clean_text'

export const holdValidator = vine.create({
  reason: vine.string().parse(cleanText).minLength(1).maxLength(1000),
})
