import type { Document, Lists, Spec } from './document.js'
import type { Page, Question } from './question.js'
import { typeNamed } from './types/registry.js'
import type { AnswerType } from './types/type.js'

interface Place {
  path: string
  group?: string
  /** The composite question that this is a part of. */
  whole?: Question
  sensitive: boolean
  lists: Lists
  /** On a page that says that one is not concerned. */
  exit?: boolean
}

/** The pages of a document that `check` finds right, read into what the room walks through. */
export function parse(document: Document, lists: Lists = {}): Page[] {
  return inOrder(document).map(([key, spec]) => ({
    key,
    title: spec.title ?? key,
    description: spec.description,
    rule: spec['x-show-if'],
    questions: questionsOf(spec, {
      path: key,
      lists,
      sensitive: spec['x-sensitive'] === true,
      exit: spec['x-exit'] === true,
    }),
  }))
}

/** The properties of a page, a section or a row, in `x-order`. */
export function inOrder(container: Spec): [string, Spec][] {
  const properties = container.properties ?? {}
  const order = container['x-order'] ?? []
  const keys = [...new Set([...order, ...Object.keys(properties)])]
  return keys.filter((key) => Object.hasOwn(properties, key)).map((key) => [key, properties[key]!])
}

function questionsOf(container: Spec, place: Place): Question[] {
  const required = new Set(container.required ?? [])
  return inOrder(container).map(([key, spec]) => questionOf(key, spec, required.has(key), place))
}

function questionOf(key: string, given: Spec, required: boolean, place: Place): Question {
  const type = typeNamed(given['x-question'])
  if (!type) throw new Error(`Unknown answer type at ${place.path}.${key}`)
  const spec = withList(given, type, place.lists)
  const title = spec.title ?? key
  const question: Question = {
    key,
    path: `${place.path}.${key}`,
    type,
    spec,
    title,
    name: place.whole ? `${place.whole.title} – ${title}` : title,
    // A section is a frame: what is required is in it.
    required: (required && type.shape !== 'none' && !type.compute) || type.name === 'section',
    sensitive: spec['x-sensitive'] ?? (type.sensitive || place.sensitive),
    group: place.group,
    autocomplete: autocomplete(spec, type.autocomplete, place),
    rule: spec['x-show-if'],
    exit: type.name === 'explanation' && (place.exit === true || spec['x-exit'] === true),
    children: [],
  }
  question.children = childrenOf(question, place.lists)
  return question
}

function withList(spec: Spec, type: AnswerType, lists: Lists): Spec {
  const name = spec['x-options-from']
  if (typeof name !== 'string' || !type.withOptions) return spec
  return type.withOptions(spec, Object.hasOwn(lists, name) ? lists[name]! : [])
}

function childrenOf(question: Question, lists: Lists): Question[] {
  const { type, spec, path, group, sensitive } = question
  if (type.shape === 'rows') {
    const row = type.parts?.(spec) ?? spec.items ?? {}
    return questionsOf(row, { path, group: path, sensitive, lists })
  }
  if (type.parts)
    return questionsOf(type.parts(spec), { path, group, sensitive, lists, whole: question })
  return questionsOf(spec, { path, group, sensitive, lists })
}

function autocomplete(spec: Spec, usual: string | undefined, place: Place): string | undefined {
  if (place.whole && !isAboutUsager(place.whole.spec)) return undefined
  const asked = spec['x-autocomplete']
  if (typeof asked === 'string') return asked
  return isAboutUsager(spec) ? usual : undefined
}

function isAboutUsager(spec: Spec): boolean {
  return spec['x-autocomplete'] === true || spec['x-role'] !== undefined
}
