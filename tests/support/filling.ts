import type { Document, Raw, Rule } from '#forms/main'
import { isBound, resolveBound, today } from '#forms/calendar'
import { options } from '#forms/controls/option'
import { parse } from '#forms/parse'
import type { Page, Question } from '#forms/question'
import { linkedOptions } from '#forms/types/linked_choices/linked_options'
import { walk } from '#forms/walk'

/** Stands for an uploaded file, where nobody uploads one. */
export const A_PIECE = '0198c0de-0000-7000-8000-000000000001'

/** What fits each kind of writing, whatever the settings of the question. */
const WRITTEN: Record<string, string> = {
  'email': 'zoe.martin@exemple.fr',
  'siret': '732 829 320 00074',
  'bce': '0403.170.701',
  'iban': 'BE68 5390 0754 7034',
  'national-number': '85.07.30-033.28',
  'time': '9h30',
  'declaration': '1',
  'consent': '1',
}

/**
 * Somebody who fills in forms: always the same answers under the same seed, right ones to every
 * question. Numbers lie at the limits of their question and around those that a rule compares.
 */
export class Filling {
  #state: number
  #limits = new Map<string, number[]>()
  readonly pages: Page[]

  constructor(document: Document, seed: number) {
    this.pages = parse(document)
    this.#state = seed
    for (const { rule } of [...this.pages, ...walk(this.pages)]) this.#remember(rule)
  }

  /** The fields of every page, as a body parser nests them. */
  raw(): Record<string, Raw> {
    return Object.fromEntries(this.pages.map(({ key, questions }) => [key, this.#all(questions)]))
  }

  #all(questions: Question[]): Raw {
    const wanted = questions.filter(
      (question) => question.required || this.#pick([true, true, false])
    )
    return Object.fromEntries(wanted.map((question) => [question.key, this.#one(question)]))
  }

  #one(question: Question): unknown {
    const { type, spec, children, path } = question
    if (type.shape === 'parts') return this.#parts(question)
    if (type.shape === 'rows') return [this.#all(children)]
    switch (type.name) {
      case 'short-text':
        return spec.pattern ? '13100' : 'Réponse'.padEnd(Number(spec.minLength ?? 1), '.')
      case 'long-text':
        return 'Une réponse\nde deux lignes'
      case 'number':
        return String(this.#number(question, spec.type === 'integer' ? 1 : 0.1)).replace('.', ',')
      case 'amount':
        return (this.#number(question, 1) / 100).toFixed(2).replace('.', ',')
      case 'date':
        return this.#date(question)
      case 'yes-no':
        return this.#pick(['oui', 'non'])
      case 'choice':
        return this.#pick(options(spec)).value
      case 'choices': {
        const all = options(spec.items ?? {}).map(({ value }) => value)
        const some = all.filter(() => this.#pick([true, false]))
        return some.length > 0 ? some : [this.#pick(all)]
      }
      case 'linked-choices': {
        const first = this.#pick(linkedOptions(spec))
        return `${first.value}|${this.#pick(first.options).value}`
      }
      case 'phone':
        return spec['x-country'] === 'BE' ? '0470 12 34 56' : '06 12 34 56 78'
      case 'licence-plate':
        return spec['x-country'] === 'BE' ? '1-ABC-123' : 'AB-123-CD'
      case 'map-point':
      case 'place':
        return { label: '12, rue de la Banne' }
      case 'file':
      case 'photo':
        return [A_PIECE]
      default:
        if (type.shape === 'none' || type.compute || type.layout === 'hidden') return undefined
        if (WRITTEN[type.name]) return WRITTEN[type.name]
        throw new Error(`Nobody knows how to answer ${type.name} (${path})`)
    }
  }

  /** Both ends of a period are the same day. */
  #parts(question: Question): unknown {
    if (question.type.name !== 'period') return this.#all(question.children)
    const day = this.#date(question)
    return { start: day, end: day }
  }

  #date({ spec }: Question): { day: string; month: string; year: string } {
    const bounds = [spec['x-not-before'], spec['x-not-after']]
      .filter(isBound)
      .map((bound) => resolveBound(bound, today()))
    const [year, month, day] = (bounds[0] ?? '2024-02-29').split('-') as [string, string, string]
    return { day, month, year }
  }

  #number({ spec, path }: Question, step: number): number {
    const low = Number(spec.minimum ?? 0)
    const high = Number(spec.maximum ?? 1_000_000)
    const around = (this.#limits.get(path) ?? []).flatMap((at) => [at - step, at, at + step])
    const fit = [low, high, ...around].filter((one) => one >= low && one <= high)
    return Math.round(this.#pick(fit) * 10) / 10
  }

  #remember(rule: Rule | undefined): void {
    for (const { question, ...rest } of [...(rule?.all ?? []), ...(rule?.any ?? [])]) {
      const numbers = Object.values(rest).filter((value) => typeof value === 'number')
      this.#limits.set(question, [...(this.#limits.get(question) ?? []), ...numbers])
    }
  }

  // mulberry32
  #pick<T>(list: T[]): T {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return list[((t ^ (t >>> 14)) >>> 0) % list.length]!
  }
}
