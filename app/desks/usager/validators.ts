import vine from '@vinejs/vine'
import { cleanText } from '#shared/clean_text'

const email = () => vine.string().trim().toLowerCase().maxLength(254).email()

export const emailValidator = vine.create({ email: email() })

/** A reference is read out, copied, typed: in any case, with or without its hyphen. */
export const lookupValidator = vine.create({
  reference: vine
    .string()
    .minLength(5)
    .maxLength(40)
    .transform((text) => {
      const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
      return `${letters.slice(0, 3)}-${letters.slice(3)}`
    }),
  email: email(),
})

export const feedbackValidator = vine.create({
  ease: vine.number().withoutDecimals().min(1).max(5),
  text: vine.string().parse(cleanText).maxLength(2000).optional(),
})
