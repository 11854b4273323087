import vine from '@vinejs/vine'
import { cleanText } from '#shared/clean_text'

const ticked = () =>
  vine
    .any()
    .optional()
    .transform((value) => value !== undefined)

export const viewValidator = vine.create({
  name: vine.string().parse(cleanText).trim().minLength(1).maxLength(80),
  shared: ticked(),
  opening: ticked(),
})
