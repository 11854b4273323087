import vine from '@vinejs/vine'

export const signInValidator = vine.create({
  email: vine.string().trim().toLowerCase().maxLength(254).email(),
  password: vine.string().maxLength(1000),
  retour: vine.string().maxLength(2000).optional(),
})

/** Long rather than odd: what is easy to remember and slow to guess. */
export const passwordValidator = vine.create({
  password: vine.string().minLength(12).maxLength(200),
})

export const newPasswordValidator = vine.create({
  current: vine.string().maxLength(1000),
  password: vine.string().minLength(12).maxLength(200),
})
