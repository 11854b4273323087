import type { Document, Spec } from '#forms/main'
import { TYPES } from '#forms/types/registry'
import { SAMPLES } from '#forms/types/samples'

/**
 * A form that asks a question of every type, as the help shows them, a few on each page: `essai`,
 * `essai_2`…; then the e-mail, on `suite`, which alone is required.
 */
export function everyType({ perPage = 6 } = {}): Document {
  const shown = TYPES.filter(({ name }) => Object.hasOwn(SAMPLES, name))
  const count = Math.ceil(shown.length / perPage)
  const pages = Array.from({ length: count }, (_, at) => {
    const key = at === 0 ? 'essai' : `essai_${at + 1}`
    return [key, pageOf(key, shown.slice(at * perPage, (at + 1) * perPage))] as const
  })
  const contact: Spec = {
    'x-question': 'email',
    'title': 'Adresse électronique',
    'x-role': 'contact-email',
  }
  const last = page('La suite', { courriel: contact })
  return {
    'type': 'object',
    'x-order': [...pages.map(([key]) => key), 'suite'],
    'properties': { ...Object.fromEntries(pages), suite: { ...last, required: ['courriel'] } },
  }
}

function pageOf(key: string, types: readonly { name: string }[]) {
  const questions: Record<string, Spec> = {}
  for (const { name } of types) {
    const { before = {}, spec } = SAMPLES[name]!
    Object.assign(questions, before)
    questions[name.replaceAll('-', '_')] = {
      'x-question': name,
      ...spec,
      ...('minItems' in spec && { minItems: 0 }),
      ...(name === 'computed' && { 'x-compute': { product: [`${key}.places`, 800] } }),
    }
  }
  return page(`Des questions (${key})`, questions)
}

function page(title: string, questions: Record<string, Spec>) {
  return {
    'type': 'object' as const,
    title,
    'x-order': Object.keys(questions),
    'properties': questions,
  }
}
