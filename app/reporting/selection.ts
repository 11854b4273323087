import {
  allOf,
  answerCondition,
  type Condition,
  type Fragment,
  searchCondition,
  standardConditions,
} from '#reporting/conditions'
import { ListQuestions } from '#reporting/actions/list_questions'
import { questionOf } from '#reporting/columns'
import type { Desk, ListRequest } from '#reporting/list_request'
import { search } from '#reporting/search'
import type { Tray } from '#reporting/trays'
import type { Understood } from '#reporting/understood'
import { sql } from '#tenancy/scope'

/**
 * Above this many, rows are not gathered and sorted but walked through in their order; and no more are
 * walked through for one page. What costs the same in a commune of a thousand dossiers and in one of a
 * million.
 */
export const MOST_GATHERED = 2000
export const MOST_WALKED = 2000

/** What an index finds: some of the conditions, and whether those are all there are. */
export interface Source {
  conditions: Condition[]
  /** Of rows of `dossier_values` rather than of dossiers. */
  values?: Fragment
  isWhole: boolean
}

/** The rows of a list, and how to come by them. */
export interface Selection {
  request: ListRequest
  /** Those that may hold some. */
  trays: readonly Tray[]
  conditions: Condition[]
  /** The fewest rows that are known to hold all of the list; null where it has to be walked. */
  few: Source | null
  /** What holds all of it and is too much to gather: what counts are read from. */
  whole: Source | null
  /** The words that were searched, where those that were typed are in no dossier. */
  instead?: string
  /** Answers are not there yet to be sorted or filtered by: the list cannot be shown. */
  isPreparing: boolean
}

/** @param isPatient waits until answers are there, however many dossiers have to be gone through */
export async function select(
  { request, questions }: Understood,
  desk: Desk,
  { isPatient = false }: { isPatient?: boolean } = {}
): Promise<Selection> {
  const sorted = questionOf(request.sort)
  const asked = [...request.answers.map(({ path }) => path), ...(sorted ? [sorted.path] : [])]
  // A draft has answered nothing yet.
  const trays = asked.length ? desk.trays.filter((tray) => tray !== 'draft') : desk.trays
  const empty = { request, trays, conditions: [], few: null, whole: null }
  if (asked.length > 0 && !(await areReady(request.demarcheId!, asked, isPatient))) {
    return { ...empty, isPreparing: true }
  }

  const found = await search(request.typed)
  const conditions = [
    ...standardConditions(request),
    ...searchCondition(found),
    ...(await answerConditions(request, questions)),
  ]
  const sources = sourcesOf(conditions)
  const few = await fewest(sources, trays)
  if (!few && conditions.length > 0) await walkRatherThanSort()
  const whole = sources.find(({ isWhole }) => isWhole) ?? null
  const instead = found?.instead
  return { ...empty, conditions, few, whole, instead, isPreparing: false }
}

async function areReady(demarcheId: string, paths: string[], isPatient: boolean) {
  const questions = new ListQuestions()
  const count = async () => (await questions.handle(demarcheId, paths)).length
  if ((await count()) === paths.length) return true
  if (!isPatient) return false
  await questions.finish(demarcheId)
  return (await count()) === paths.length
}

async function answerConditions(
  { answers }: ListRequest,
  questions: Understood['questions']
): Promise<Condition[]> {
  const conditions: Condition[] = []
  for (const answer of answers) {
    const question = questions.find(({ path }) => path === answer.path)
    if (!question) continue
    const found = question.filter === 'text' ? await search(answer.is ?? '') : null
    const condition = answerCondition(answer, question, found)
    if (condition) conditions.push(condition)
  }
  return conditions
}

/** Of the rows of a list, those of these dossiers. */
export function within(selection: Selection, ids: string[]): Selection {
  const own: Condition = { on: 'words', sql: 'd.id = any(?::uuid[])', bindings: [ids], ids }
  return {
    ...selection,
    conditions: [...selection.conditions, own],
    few: { conditions: [own], isWhole: false },
  }
}

/** Which conditions one index meets together. */
function sourcesOf(conditions: Condition[]): Source[] {
  const on = (...names: Condition['on'][]) => conditions.filter((one) => names.includes(one.on))
  const has = (name: Condition['on']) => on(name).length > 0
  const together: Condition['on'][][] = [
    ['messages', 'filed'],
    ['assignee', 'filed'],
    ['channel', 'filed'],
    ['service', 'filed'],
    ['demarche', 'state'],
    ['state', 'filed'],
    ['demarche', 'filed'],
    ['filed'],
    ['active'],
    ['delay'],
  ]
  const sources = together
    .filter(([first]) => has(first!))
    .map((names) => on(...names))
    .filter(([first]) => isIndexed(first!))
    .map((own): Source => ({ conditions: own, isWhole: own.length === conditions.length }))
  const answered = on('answer')
    .filter(({ values }) => values)
    .map((condition): Source => {
      const whole = conditions.every((one) => one === condition || one.on === 'demarche')
      return { conditions: [condition], values: condition.values, isWhole: whole }
    })
  const searched = conditions
    .filter(({ ids }) => ids)
    .map((condition): Source => ({ conditions: [condition], isWhole: false }))
  return [...sources, ...answered, ...searched]
}

/** What came in online, or is nobody's, is nearly all there is, and in no index of its own. */
export const isIndexed = ({ on, bindings }: Condition) =>
  (on !== 'channel' && on !== 'assignee') || bindings.length > 0

/** The source with the fewest rows, where that is few enough to gather them. */
async function fewest(sources: Source[], trays: readonly Tray[]): Promise<Source | null> {
  const counted = sources.map(({ conditions }) => conditions[0]!.ids?.length ?? null)
  const toCount = sources.filter((_, index) => counted[index] === null)
  if (toCount.length > 0) {
    const counts = toCount.map((source, index) => {
      const rows = rowsOf(source, '= any(?::text[])', [...trays])
      return {
        sql: `(select count(*)::int from (select ${rows.sql} limit ${MOST_GATHERED + 1}) c) as n${index}`,
        bindings: rows.bindings,
      }
    })
    const [row] = await sql<Record<string, number>>(
      `select ${counts.map(({ sql: one }) => one).join(', ')}`,
      counts.flatMap(({ bindings }) => bindings)
    )
    for (const [index, source] of toCount.entries()) {
      counted[sources.indexOf(source)] = row![`n${index}`]!
    }
  }
  const best = counted.reduce<number>(
    (least, count, index) => (count! < (counted[least] ?? Infinity) ? index : least),
    0
  )
  return sources.length > 0 && counted[best]! <= MOST_GATHERED ? sources[best]! : null
}

/** Rows of an index, as what follows `select`; in trays that meet a test. */
export function rowsOf({ conditions, values }: Source, tray: string, bound: unknown): Fragment {
  if (values) {
    return {
      sql: `from dossier_values v where v.tray ${tray} and ${values.sql}`,
      bindings: [bound, ...values.bindings],
    }
  }
  const own = allOf(conditions)
  return {
    sql: `from dossiers d where d.tray ${tray}${own.sql}`,
    bindings: [bound, ...own.bindings],
  }
}

/**
 * For what is left of the transaction. The policy hides from the planner which commune it is: it
 * expects one of average size, where reading and sorting all would be cheap, and would do so in
 * the largest.
 */
function walkRatherThanSort() {
  return sql(`select set_config('enable_sort', 'off', true)`)
}
