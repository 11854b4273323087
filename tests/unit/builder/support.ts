import fc, { type Arbitrary } from 'fast-check'
import { blankPage, blankQuestion } from '#forms/builder/blank'
import { askableFor, readCondition } from '#forms/builder/sentences'
import type { Operation } from '#forms/builder/operations'
import { SETTINGS } from '#forms/builder/settings'
import { everything, holderIn, orderOf, placeOf, holderAt } from '#forms/builder/tree'
import type { Document } from '#forms/main'

/** A move of the hand, before one knows which form it is made on. */
export interface Gesture {
  kind: Operation['type']
  /** Picks where, what and how. */
  seeds: [number, number, number, number]
  title: string
}

export const gestures: Arbitrary<Gesture[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(['add', 'add', 'add', 'edit', 'rule', 'rule', 'move', 'move', 'duplicate'] as const),
      'delete' as const
    ),
    seeds: fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()),
    title: fc.constantFrom('Nom', 'Où ?', 'Téléphone', 'Numéro', '2 roues', '—', 'Constructor'),
  }),
  { minLength: 5, maxLength: 40 }
)

/** The operation that a gesture is on this form; undefined where it has nothing to work on. */
export function operationOf(document: Document, gesture: Gesture): Operation | undefined {
  const { kind, seeds, title } = gesture
  const paths = [...everything(document)].map(({ path }) => path)
  const path = paths[seeds[0] % Math.max(paths.length, 1)]
  if (kind === 'add') return addition(document, gesture, paths)
  if (path === undefined) return undefined
  const { spec } = placeOf(document, path)!
  switch (kind) {
    case 'edit': {
      const { 'x-show-if': rule, properties, required, 'x-order': order, ...settings } = spec
      return { type: 'edit', path, spec: { ...settings, title }, required: seeds[1] % 2 === 0 }
    }
    case 'rule':
      return ruleFor(document, path, seeds)
    case 'move': {
      const into = path.includes('.') ? pick(holders(document, paths), seeds[1]) : ''
      const room = orderOf(holderAt(document, into)!).length
      return { type: 'move', path, into, at: seeds[2] % (room + 1) }
    }
    case 'duplicate':
      return { type: 'duplicate', path, title }
    default:
      return { type: 'delete', path }
  }
}

function addition(document: Document, { seeds, title }: Gesture, paths: string[]): Operation {
  if (paths.length === 0 || seeds[0] % 5 === 0) {
    return { type: 'add', into: '', spec: blankPage(title) }
  }
  const into = pick(holders(document, paths), seeds[1])
  const type = pick(
    Object.keys(SETTINGS).filter((one) => one !== 'computed'),
    seeds[2]
  )
  const spec = blankQuestion(type, title)
  return { type: 'add', into, at: seeds[3] % 5, spec, required: seeds[3] % 2 === 0 }
}

function ruleFor(document: Document, path: string, seeds: Gesture['seeds']): Operation {
  const asked = pick(askableFor(document, path), seeds[1])
  const operator = asked && pick(asked.operators, seeds[2])
  const value = asked?.options ? pick(asked.options, seeds[3])!.value : '12/03/2026'
  const typed = { question: asked?.path ?? '', operator: operator ?? '', value }
  const condition =
    readCondition(typed, asked) ?? readCondition({ ...typed, operator: 'filled' }, asked)
  const rule = condition && (seeds[3] % 2 === 0 ? { any: [condition] } : { all: [condition] })
  return { type: 'rule', path, rule }
}

function holders(document: Document, paths: string[]): string[] {
  return paths.filter((path) => !path.includes('.') || holderIn(placeOf(document, path)!.spec))
}

function pick<T>(list: T[], seed: number): T {
  return list[seed % list.length]!
}
