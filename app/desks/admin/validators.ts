import vine from '@vinejs/vine'
import { ICONS } from '#catalogue/category_icons'
import { slug } from '#shared/matchers'

const line = (longest: number) => vine.string().trim().maxLength(longest)
const text = () =>
  vine
    .string()
    .trim()
    .maxLength(10_000)
    .nullable()
    .optional()
    .transform((value) => value ?? '')
const day = () =>
  vine
    .string()
    .regex(/^[12]\d{3}-\d\d-\d\d$/)
    .nullable()
    .optional()

export const presentationValidator = vine.create({
  title: line(200).minLength(3),
  slug: line(80).regex(slug.match),
  category: line(80)
    .nullable()
    .optional()
    .transform((value) => value ?? ''),
  description: line(400)
    .nullable()
    .optional()
    .transform((value) => value ?? ''),
  intro: text(),
  closing: text(),
  legal_notice: text(),
})

export const openingValidator = vine.create({
  state: vine.enum(['open', 'closed'] as const),
  opens_on: day(),
  closes_on: day(),
  cap: vine.number().positive().withoutDecimals().max(1_000_000).nullable().optional(),
  visible: vine.array(vine.literal('1')).optional(),
})

export const treatmentValidator = vine.create({
  workflow: vine.string().maxLength(80),
  service: vine.string().uuid().nullable().optional(),
  named: vine.record(vine.string().uuid()).optional(),
  rules: vine
    .array(
      vine.object({
        when: vine.string().maxLength(500).nullable().optional(),
        service: vine.string().uuid().nullable().optional(),
      })
    )
    .maxLength(100)
    .optional(),
  notified: vine.array(vine.enum(['accueil', 'superviseur'] as const)).optional(),
  retention: vine.number().positive().withoutDecimals().max(1200).nullable().optional(),
})

const optional = (longest: number) => line(longest).optional()

export const homeValidator = vine.create({
  name: line(100).minLength(2),
  motto: optional(120),
  welcome: optional(600),
  colour: vine
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  credit: optional(120),
  address: optional(300),
  phone: optional(40),
  email: vine.string().trim().toLowerCase().maxLength(254).email().optional(),
  hours: optional(600),
  director: optional(200),
  host: optional(400),
  dpo: optional(300),
  remove_logo: vine.array(vine.literal('1')).optional(),
  remove_photo: vine.array(vine.literal('1')).optional(),
})

const email = () => vine.string().trim().toLowerCase().maxLength(254).email()

export const serviceValidator = vine.create({
  name: line(100).minLength(2),
  email: email(),
  other_emails: vine.string().maxLength(2000).optional(),
  active: vine.array(vine.literal('1')).optional(),
  absent_from: day(),
  absent_until: day(),
  replacement: vine.string().uuid().optional(),
})

export const agentValidator = vine.create({
  name: line(100).minLength(2),
  email: email().optional(),
  roles: vine.array(vine.enum(['accueil', 'superviseur', 'admin'] as const)).minLength(1),
  scope: vine.enum(['all', 'some'] as const),
  demarches: vine.array(vine.string().uuid()).optional(),
})

export const categoryValidator = vine.create({
  name: line(80).minLength(2),
  icon: vine.enum(ICONS),
})

const called = {
  url: line(500),
  with_answers: vine.array(vine.literal('1')).optional(),
}

export const webhookValidator = vine.create({
  ...called,
  active: vine.array(vine.literal('1')).optional(),
})

export const newWebhookValidator = vine.create({
  ...called,
  name: line(40).regex(/^[a-z0-9][a-z0-9-]*$/),
})

export const listValidator = vine.create({
  title: line(100).minLength(2),
  options: vine.string().maxLength(300_000),
})
