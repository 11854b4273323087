import vine from '@vinejs/vine'

export const renewalValidator = vine.create({ lien: vine.string().uuid() })
