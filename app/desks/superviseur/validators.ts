import vine from '@vinejs/vine'
import { cleanText } from '#shared/clean_text'

export const holdValidator = vine.create({
  reason: vine.string().parse(cleanText).minLength(1).maxLength(1000),
})

/** Why a dossier is erased: what the register keeps, beside nothing of anybody. */
export const erasureValidator = vine.create({
  reason: vine.string().parse(cleanText).minLength(3).maxLength(500),
})
