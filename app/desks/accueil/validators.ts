import vine from '@vinejs/vine'

export const filingValidator = vine.create({
  demarche: vine.string().uuid(),
  channel: vine.enum(['counter', 'phone', 'paper'] as const),
})
