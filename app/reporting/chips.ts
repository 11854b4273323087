import { channelName, filtersOf, type ListRequest, ME, NOBODY } from '#reporting/list_request'
import { type FilterChoices } from '#reporting/queries/filter_choices'
import type { ListedQuestion } from '#reporting/questions'

/** One filter that is set, as `list/chips.edge` says it, and the list without it. */
export interface Chip {
  name: string
  /** What its text needs. */
  values: Record<string, string>
  href: string
}

type To = (changes: Partial<ListRequest>) => string

/** Everything that narrows a list, in the order of its form. */
export function chipsOf(
  request: ListRequest,
  choices: FilterChoices,
  questions: ListedQuestion[],
  to: To
): Chip[] {
  const labelled = (list: { value: string; label: string }[], value?: string) => {
    const found = list.find((one) => one.value === value)
    return { label: found?.label ?? '', known: String(found !== undefined) }
  }
  const values: Record<string, Record<string, string>> = {
    demarcheId: labelled(choices.demarches, request.demarcheId),
    stateLabel: { label: request.stateLabel ?? '' },
    serviceId: labelled(choices.services, request.serviceId),
    from: { day: request.from ?? '' },
    until: { day: request.until ?? '' },
    activeFrom: { day: request.activeFrom ?? '' },
    activeUntil: { day: request.activeUntil ?? '' },
    channel: { channel: request.channel ? channelName(request.channel) : '' },
    delay: { delay: request.delay ?? '' },
    assignee: assigneeOf(request, choices),
  }
  const typed = request.typed
    ? [{ name: 'typed', values: { typed: request.typed }, href: to({ typed: '' }) }]
    : []
  const set = filtersOf(request).map((name) => ({
    name,
    values: values[name] ?? {},
    href: to({ [name]: undefined, ...(name === 'demarcheId' && WITHOUT_DEMARCHE) }),
  }))
  const answers = request.answers.flatMap((answer) => {
    const question = questions.find(({ path }) => path === answer.path)
    if (!question) return []
    const others = request.answers.filter((other) => other !== answer)
    return [{ ...answerChip(question, answer), href: to({ answers: others }) }]
  })
  return [...typed, ...set, ...answers]
}

/** A question means nothing outside of its démarche. */
const WITHOUT_DEMARCHE: Partial<ListRequest> = { answers: [], sort: 'depot', direction: 'asc' }

function answerChip(
  { title, filter, options }: ListedQuestion,
  { is, from, until }: ListRequest['answers'][number]
): Omit<Chip, 'href'> {
  const question = title
  if (is === undefined) {
    const bounds = from && until ? 'between' : from ? 'from' : 'until'
    const name = `${filter === 'date' ? 'day' : 'number'}_${bounds}`
    return { name, values: { question, from: from ?? '', until: until ?? '' } }
  }
  if (filter === 'text') return { name: 'contains', values: { question, words: is } }
  if (filter === 'yes-no') return { name: 'yes_no', values: { question, answer: is } }
  const label = options.find(({ value }) => value === is)?.label ?? is
  return { name: 'is', values: { question, label } }
}

/** Whose they are: the reader's, nobody's, or a colleague's, who may have left. */
function assigneeOf({ assignee }: ListRequest, { agents }: FilterChoices) {
  const who = assignee === ME ? 'me' : assignee === NOBODY ? 'nobody' : 'other'
  return { who, label: agents.find(({ value }) => value === assignee)?.label ?? '…' }
}
