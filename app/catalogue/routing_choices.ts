import type { AnswerRule } from '#catalogue/chosen_workflow'
import { listNames, loadLists } from '#catalogue/lists'
import type { Document, Lists, Spec } from '#forms/main'

/** An answer that routing may look for: « Type de problème : Éclairage ». */
export interface RoutingChoice extends Pick<AnswerRule, 'question' | 'test' | 'value'> {
  /** Title of the question. */
  title: string
  label: string
}

/** What the rules of a form may look for: the answers of its questions with options, page by page. */
export async function routingChoices(document: Document): Promise<RoutingChoice[]> {
  const lists = await loadLists(listNames(document))
  return ordered(document).flatMap(([page, spec]) =>
    ordered(spec).flatMap(([key, question]) => answersOf(`${page}.${key}`, question, lists))
  )
}

function answersOf(question: string, spec: Spec, lists: Lists): RoutingChoice[] {
  const title = String(spec.title ?? question)
  const choice = (test: 'is' | 'contains') => (option: { const: unknown; title?: unknown }) => ({
    question,
    test,
    value: option.const as string,
    title,
    label: String(option.title ?? option.const),
  })
  switch (spec['x-question']) {
    case 'choice':
      return optionsOf(spec, lists).map(choice('is'))
    case 'choices':
      return optionsOf({ ...spec.items, 'x-options-from': spec['x-options-from'] }, lists).map(
        choice('contains')
      )
    case 'yes-no':
      return [
        { question, test: 'is', value: true, title, label: 'Oui' },
        { question, test: 'is', value: false, title, label: 'Non' },
      ]
    default:
      return []
  }
}

function optionsOf(spec: Spec, lists: Lists): { const: unknown; title?: unknown }[] {
  const from = spec['x-options-from']
  if (typeof from === 'string') return lists[from] ?? []
  const options = spec.oneOf ?? spec.anyOf
  if (Array.isArray(options)) return options as { const: unknown; title?: unknown }[]
  return Array.isArray(spec.enum) ? spec.enum.map((value) => ({ const: value })) : []
}

function ordered(spec: Spec): [string, Spec][] {
  const properties = (spec.properties ?? {}) as Record<string, Spec>
  const order = Array.isArray(spec['x-order'])
    ? (spec['x-order'] as string[])
    : Object.keys(properties)
  return order.flatMap((key) => (properties[key] ? [[key, properties[key]] as [string, Spec]] : []))
}
