import { compile } from './compile.js'
import type { Document, Raw } from './document.js'
import type { Form } from './form.js'
import { load } from './load.js'
import { TYPES } from './types/registry.js'
import type { Sample, Typed } from './types/sample.js'
import { SAMPLES } from './types/samples.js'
import type { AnswerType } from './types/type.js'
import { isBag, type Bag } from './values.js'

/** The page and the question of every sample. */
export const TRY = { page: 'essai', question: 'reponse' }

/** One line of « ce que l’on peut taper »: what it is taken for, or why it is not taken. */
export interface Tried {
  typed: string
  /** In words; undefined when it is refused. */
  understood?: string
  message?: string
}

/** An answer type shown by the code that asks it everywhere else. */
export interface TypeHelp {
  type: AnswerType
  form: Form
  accepted: Tried[]
  refused: Tried[]
}

const known = new Map<string, TypeHelp>()

/** @returns undefined where there is no such type, or none that can be shown */
export function helpOf(name: string): TypeHelp | undefined {
  const type = TYPES.find((one) => one.name === name)
  const sample = Object.hasOwn(SAMPLES, name) ? SAMPLES[name] : undefined
  if (!type || !sample) return undefined
  const help = known.get(name) ?? made(type, sample)
  known.set(name, help)
  return help
}

function made(type: AnswerType, sample: Sample): TypeHelp {
  const form = load(compile(documentOf(type, sample)))
  return {
    type,
    form,
    accepted: sample.accepted.map((typed) => tried(form, typed)),
    refused: sample.refused.map((typed) => tried(form, typed)),
  }
}

/** A form of one page with the question, required where a question of its type can be. */
export function documentOf(type: AnswerType, { before = {}, spec }: Sample): Document {
  const asked = { ...before, [TRY.question]: { 'x-question': type.name, ...spec } }
  const isAsked = type.shape !== 'none' && !type.compute && type.name !== 'section'
  return {
    type: 'object',
    properties: {
      [TRY.page]: {
        'title': 'Essai',
        'type': 'object',
        'x-order': Object.keys(asked),
        'required': [...Object.keys(before), ...(isAsked ? [TRY.question] : [])],
        'properties': asked,
      },
    },
  }
}

/** What the form makes of the fields of the page: its answers, in words, or what is wrong. */
export function tryOut(form: Form, raw: Raw) {
  const answers = { [TRY.page]: form.decode(TRY.page, raw) }
  const errors = form.validate(answers, TRY.page)
  const items = form.summary(answers).flatMap((page) => page.items)
  return { answers: form.visible(answers), errors, items }
}

function tried(form: Form, given: Typed): Tried {
  const isText = typeof given === 'string'
  const raw: Bag = { [TRY.question]: isText ? given : given.raw }
  const { errors, items } = tryOut(form, raw)
  const typed = isText ? given : given.typed
  if (errors.length > 0) return { typed, message: errors.map(({ message }) => message).join(' ') }
  return { typed, understood: items.map(({ text }) => text).join(', ') }
}

/** The fields of the page as a body parser nests them, from anyone. */
export function rawOf(fields: unknown): Raw {
  const page = isBag(fields) && Object.hasOwn(fields, TRY.page) ? fields[TRY.page] : undefined
  return isBag(page) ? page : {}
}
