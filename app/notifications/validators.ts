import vine from '@vinejs/vine'

/** A subject is one line: what follows a line break would be another header. */
export const wordingValidator = vine.create({
  subject: vine
    .string()
    .trim()
    .minLength(3)
    .maxLength(200)
    .regex(/^[^\r\n]*$/),
  body: vine.string().trim().minLength(3).maxLength(5000).transform(unix),
  after: vine.string().trim().maxLength(2000).transform(unix),
})

function unix(text: string) {
  return text.replaceAll('\r\n', '\n')
}
