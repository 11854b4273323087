import { optionsOf, sortableNumber } from '#dossiers/listed_values'
import { normalise } from '#dossiers/search_text'
import { unreadSql } from '#dossiers/readings'
import { type AnswerFilter, type ListRequest, ME, NOBODY } from '#reporting/list_request'
import type { ListedQuestion } from '#reporting/questions'
import type { Search } from '#reporting/search'

export interface Fragment {
  sql: string
  bindings: unknown[]
}

/** One thing that the rows of a list have to meet, besides their tray. A row of dossiers is `d`. */
export interface Condition extends Fragment {
  on:
    | 'demarche'
    | 'state'
    | 'service'
    | 'assignee'
    | 'filed'
    | 'active'
    | 'channel'
    | 'delay'
    | 'messages'
    | 'unread'
    | 'words'
    | 'answer'
  /** Of an answer that an index finds: which rows of `dossier_values`, as `v`. */
  values?: Fragment
  /** Of what a search found. */
  ids?: string[]
}

const DAY = `(now() at time zone 'Europe/Paris')::date`

const DELAYS = {
  depassee: `d.sort_limit < ${DAY}`,
  proche: `d.sort_limit >= ${DAY} and d.sort_limit <= ${DAY} + 7`,
  aucune: `d.sort_limit = date '9999-12-31'`,
}

/** What every dossier has. */
export function standardConditions(request: ListRequest): Condition[] {
  const conditions: Condition[] = []
  const add = (on: Condition['on'], sql: string, ...bindings: unknown[]) =>
    conditions.push({ on, sql, bindings })
  const { demarcheId, stateLabel, serviceId, from, until, activeFrom, activeUntil } = request
  const since = (column: string) => `${column} >= (?::date)::timestamp at time zone 'Europe/Paris'`
  const before = (column: string) =>
    `${column} < (?::date + 1)::timestamp at time zone 'Europe/Paris'`
  if (demarcheId) add('demarche', 'd.demarche_id = ?', demarcheId)
  if (stateLabel) add('state', 'd.state_label = ?', stateLabel)
  if (serviceId) add('service', 'd.service_id = ?', serviceId)
  if (from) add('filed', since('d.filed_at'), from)
  if (until) add('filed', before('d.filed_at'), until)
  if (activeFrom) add('active', since('d.updated_at'), activeFrom)
  if (activeUntil) add('active', before('d.updated_at'), activeUntil)
  // Said in the query itself, so that PostgreSQL sees which partial index holds it.
  if (request.channel === 'online') add('channel', `d.channel = 'online'`)
  else if (request.channel)
    add('channel', `d.channel <> 'online' and d.channel = ?`, request.channel)
  if (request.delay) add('delay', DELAYS[request.delay])
  if (request.unreadMessages) add('messages', 'd.unread_messages > 0')
  // Without a reader nothing is theirs.
  const { assignee, unread, readerId = null } = request
  if (assignee === NOBODY) add('assignee', 'd.assignee_id is null')
  else if (assignee)
    add('assignee', 'd.assignee_id = ?::uuid', assignee === ME ? readerId : assignee)
  if (unread) add('unread', unreadSql('d'), readerId)
  return conditions
}

/**
 * What was searched. What is frequent is not looked up: rows are compared as they are walked through.
 * The words are behind a key, where a policy lets an index be used.
 */
export function searchCondition(found: Search): Condition[] {
  if (!found) return []
  if ('ids' in found) {
    const { ids } = found
    return [{ on: 'words', sql: 'd.id = any(?::uuid[])', bindings: [ids], ids }]
  }
  return [
    {
      on: 'words',
      sql: '(select t.words @@ ?::tsquery from dossier_texts t where t.id = d.id offset 0)',
      bindings: [found.query],
    },
  ]
}

/** How an answer has to be; null where what was typed is no such thing. */
export function answerCondition(
  { is, from, until }: AnswerFilter,
  { path, filter, demarcheId }: ListedQuestion,
  found: Search
): Condition | null {
  const about = (question: string, test: string, bindings: unknown[]): Condition => ({
    on: 'answer',
    // An offset keeps it a look at each row: as a join, it would read the values of all.
    sql: `exists (select from dossier_values v
      where v.dossier_id = d.id and v.question = ? and ${test} offset 0)`,
    bindings: [question, ...bindings],
    values: {
      sql: `v.demarche_id = ? and v.question = ? and ${test}`,
      bindings: [demarcheId, question, ...bindings],
    },
  })
  switch (filter) {
    case 'choice':
    case 'yes-no':
      return is === undefined ? null : about(optionsOf(path), 'v.value = ?', [is])
    case 'number':
    case 'date': {
      const [low, high] = [boundOf(filter, from), boundOf(filter, until)]
      if (low === null || high === null) return null
      const tests = [
        ...(low ? [{ sql: 'v.value >= ?', value: low }] : []),
        { sql: 'v.value <= ?', value: high || '9' },
      ]
      const test = tests.map(({ sql }) => sql).join(' and ')
      return about(
        path,
        test,
        tests.map(({ value }) => value)
      )
    }
    case 'text': {
      const words = normalise(is ?? '')
        .split(' ')
        .filter(Boolean)
      if (words.length === 0) return null
      const test = words.map(() => `strpos(' ' || v.words, ?) > 0`).join(' and ')
      const condition = about(
        path,
        test,
        words.map((word) => ` ${word}`)
      )
      delete condition.values
      return found && 'ids' in found ? { ...condition, ids: found.ids } : condition
    }
    default:
      return null
  }
}

/** A bound as `dossier_values` writes it; '' for none, null for what is neither number nor day. */
function boundOf(filter: 'number' | 'date', typed: string | undefined): string | null {
  if (!typed) return ''
  if (filter === 'date') return /^\d{4}-\d\d-\d\d$/.test(typed) ? typed : null
  const number = Number(typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  return Number.isFinite(number) ? sortableNumber(number) : null
}

/** All of them, behind `and`. */
export function allOf(conditions: Fragment[]): Fragment {
  return {
    sql: conditions.map(({ sql }) => ` and ${sql}`).join(''),
    bindings: conditions.flatMap(({ bindings }) => bindings),
  }
}
