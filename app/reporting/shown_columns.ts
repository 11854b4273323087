import { type Column, questionOf, STANDARD } from '#reporting/columns'
import type { ListRequest } from '#reporting/list_request'
import type { ListedQuestion } from '#reporting/questions'
import { isSort } from '#reporting/sorts'
import type { Understood } from '#reporting/understood'

/** A column as the head of a table shows it. */
export interface ShownColumn {
  column: Column
  /** The question; null for what every dossier has, which has its own word. */
  label: string | null
  /** Sorts by it, or turns the order round; null for what does not sort. */
  href: string | null
  direction?: 'ascending' | 'descending'
}

/** A column as one may choose it. */
export interface OfferedColumn {
  column: Column
  label: string | null
  /** The démarche whose question it is. */
  of: string | null
  shown: boolean
}

type To = (changes: Partial<ListRequest>) => string

export function shownColumns({ request, columns, known }: Understood, to: To): ShownColumn[] {
  return columns.map((column) => ({
    column,
    label: known.get(column)?.title ?? null,
    ...headOf(column, request, known.get(column), to),
  }))
}

/** Those that are shown, in their order; then the others. */
export function offeredColumns(
  { columns, questions, known }: Understood,
  demarches: { value: string; label: string }[]
): OfferedColumn[] {
  const others = [...STANDARD, ...questions.map(({ column }) => column)]
  const all = [...columns, ...others.filter((column) => !columns.includes(column))]
  return all.map((column) => {
    const question = known.get(column)
    return {
      column,
      label: question?.title ?? null,
      of: question
        ? (demarches.find(({ value }) => value === question.demarcheId)?.label ?? null)
        : null,
      shown: columns.includes(column),
    }
  })
}

/**
 * A second click on the column that sorts turns its order round. A question sorts the list of its
 * démarche: a click on it keeps the others out.
 */
function headOf(
  column: Column,
  { sort, direction, demarcheId }: ListRequest,
  question: ListedQuestion | undefined,
  to: To
): Pick<ShownColumn, 'href' | 'direction'> {
  const sorts = isSort(column) || Boolean(question?.filter)
  if (!sorts) return { href: null }
  if (sort === column) {
    return {
      href: to({ direction: direction === 'asc' ? 'desc' : 'asc' }),
      direction: direction === 'asc' ? 'ascending' : 'descending',
    }
  }
  const asked = questionOf(column)
  const elsewhere = asked && asked.demarcheId !== demarcheId
  return {
    href: to({
      sort: column as ListRequest['sort'],
      direction: 'asc',
      ...(elsewhere && { demarcheId: asked.demarcheId, answers: [] }),
    }),
  }
}
