import vine from '@vinejs/vine'

export const signInValidator = vine.create({
  email: vine.string().trim().toLowerCase().maxLength(254).email(),
  password: vine.string().maxLength(1000),
  retour: vine.string().maxLength(2000).optional(),
})
