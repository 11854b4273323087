import { type Column, questionOf, USUAL } from '#reporting/columns'
import type { ListRequest } from '#reporting/list_request'
import type { FilterChoices } from '#reporting/queries/filter_choices'
import { type ListedQuestion, questionsOf } from '#reporting/questions'

/** What a list asks for that is not there any more. */
export type Gone = 'demarche' | 'service' | 'question'

/** A list as it can be shown: what is gone is left out of it, and told. */
export interface Understood {
  request: ListRequest
  columns: Column[]
  /** Those of the démarche that the list is filtered by. */
  questions: ListedQuestion[]
  /** Every question that is shown, sorts or filters, by its column. */
  known: Map<string, ListedQuestion>
  gone: Gone[]
}

/**
 * Compares a list with what the commune has now: an old address, or a saved view, may name a démarche or
 * a question that somebody has removed since, or that this agent is not to see.
 */
export async function understand(asked: ListRequest, choices: FilterChoices): Promise<Understood> {
  const gone = new Set<Gone>()
  const has = (list: { value: string }[], id: string) => list.some(({ value }) => value === id)
  const request = { ...asked }
  // It stays a filter, which nothing meets: a list that suddenly holds everything would be worse.
  if (request.demarcheId && !has(choices.demarches, request.demarcheId)) gone.add('demarche')
  if (request.serviceId && !has(choices.services, request.serviceId)) gone.add('service')

  const isKnown = request.demarcheId && !gone.has('demarche')
  const questions = isKnown ? await questionsOf(request.demarcheId!) : []
  const known = new Map(questions.map((question) => [question.column as string, question]))
  const columns: Column[] = []
  for (const column of asked.columns ?? USUAL) {
    const question = questionOf(column)
    if (question && !known.has(column)) {
      const { demarcheId } = question
      const others = has(choices.demarches, demarcheId) ? await questionsOf(demarcheId) : []
      for (const other of others) known.set(other.column, other)
    }
    if (!question || known.has(column)) columns.push(column)
    else gone.add('question')
  }
  if (asked.columns) request.columns = columns

  const answers = request.answers.filter(({ path }) => questions.some((one) => one.path === path))
  if (answers.length < request.answers.length) gone.add('question')
  request.answers = answers
  if (questionOf(request.sort) && !known.has(request.sort)) {
    gone.add('question')
    Object.assign(request, USUAL_ORDER)
  }
  return { request, columns, questions, known, gone: [...gone] }
}

const USUAL_ORDER = { sort: 'depot', direction: 'asc', cursor: null } as const
