import { UNANSWERED } from '#dossiers/listed_values'
import { allOf, type Condition, type Fragment } from '#reporting/conditions'
import { questionOf } from '#reporting/columns'
import type { Cursor } from '#reporting/cursor'
import type { ListRequest } from '#reporting/list_request'
import { isIndexed, MOST_GATHERED, MOST_WALKED, type Selection } from '#reporting/selection'
import { isSort, SORTS } from '#reporting/sorts'
import type { Tray } from '#reporting/trays'

/** What a list looks at of a dossier: not its answers, which may be long. */
const ROW = `id, tray, demarche_id, demarche_title, reference, contact_name, contact_email, contact_phone,
  state_label, holder, final, service_id, sort_service, sort_reference, sort_name, sort_limit, limit_on,
  channel, filed_at, updated_at, unread_messages, assignee_id`

export const ROWS_OF = (row: string) => ROW.replaceAll(/(\w+)(?=,|$)/g, `${row}.$1`)

/**
 * Who began a draft has not told the commune who they are: not until they send it. So a list shows no
 * name of it, nor a place among names: its reference is empty, and has an index.
 */
export const CONTACT = ['contact_name', 'contact_email', 'contact_phone']
  .map((column) => `case when tray = 'draft' then null else ${column} end as ${column}`)
  .join(', ')

export const ofDraft = (key: string) => key.replace('sort_name', 'sort_reference')

/** The order of a list at one place of it: from the beginning on, or from a cursor on, either way. */
export interface Walk {
  /** The expression that sorts, of `d` or of `v`, and its type. */
  key: string
  type: string
  order: 'asc' | 'desc'
  /** Of a question: its démarche and path. */
  question: { demarcheId: string; path: string } | null
  cursor: Cursor | null
  /** The last place that may be shown. */
  until?: { value: string; id: string }
  /** How many rows are wanted. */
  size: number
  /** How many are looked at for them; null for as many as it takes. */
  most: number | null
}

export function walkOf(
  { sort, direction, cursor }: ListRequest,
  size: number,
  most: number | null = MOST_WALKED
): Walk {
  const forward = cursor?.way !== 'before'
  const order = (direction === 'asc') === forward ? 'asc' : 'desc'
  const shared = { order, cursor, size, most } as const
  const question = questionOf(sort)
  if (question) return { ...shared, key: 'v.value', type: 'text', question }
  const { column, type } = SORTS[isSort(sort) ? sort : 'depot']
  return { ...shared, key: `d.${column}`, type, question: null }
}

/** One page of rows in their order, `sorted` being what sorts them. */
export function pageOf(selection: Selection, trays: readonly Tray[], walk: Walk): Fragment {
  return selection.few ? gathered(selection, trays, walk) : walked(selection, trays, walk)
}

/** The rows that a source finds, all of them, each read by its key or from its index. */
export function found({ few, trays }: Selection): Fragment {
  const { conditions, values } = few!
  const [first] = conditions
  const ids = first!.ids
    ? { sql: 'select unnest(?::uuid[]) as id', bindings: [first!.ids] }
    : values && {
        sql: `select v.dossier_id as id from dossier_values v
          where v.tray = any(?::text[]) and ${values.sql} limit ${MOST_GATHERED}`,
        bindings: [[...trays], ...values.bindings],
      }
  // Left to the planner, \`id = any(…)\` may become a filter on the whole commune.
  if (ids) {
    return {
      sql: `found as materialized (select ${ROWS_OF('d')} from (${ids.sql} offset 0) wanted
        cross join lateral (select * from dossiers where dossiers.id = wanted.id offset 0) d)`,
      bindings: ids.bindings,
    }
  }
  const own = allOf(conditions)
  return {
    sql: `found as materialized (select ${ROWS_OF('d')} from dossiers d
      where d.tray = any(?::text[])${own.sql} limit ${MOST_GATHERED})`,
    bindings: [[...trays], ...own.bindings],
  }
}

function gathered(selection: Selection, trays: readonly Tray[], walk: Walk): Fragment {
  const { question, key, order, size } = walk
  const source = found(selection)
  const rest = allOf(restOf(selection, selection.few!.conditions))
  const onward = onwardOf({ ...walk, key: 's.sorted' }, 's.id')
  const sorted = question
    ? `coalesce((select v.value from dossier_values v
        where v.dossier_id = d.id and v.question = ? limit 1), '${UNANSWERED}')`
    : `case when d.tray = 'draft' then ${ofDraft(key)} else ${key} end`
  return {
    sql: `with ${source.sql} select s.* from (select d.*, ${sorted} as sorted from found d
        where d.tray = any(?::text[])${rest.sql}) s
      where true${onward.sql} order by s.sorted ${order}, s.id ${order} limit ${size}`,
    bindings: [
      ...source.bindings,
      ...(question ? [question.path] : []),
      [...trays],
      ...rest.bindings,
      ...onward.bindings,
    ],
  }
}

/**
 * Each tray is walked in the order of its index from where the page before ended, and the first rows
 * of all are merged. Where rows are compared on the way, no more than so many are looked at.
 */
function walked(selection: Selection, trays: readonly Tray[], walk: Walk): Fragment {
  const { order, size, most } = walk
  const lead = leadOf(selection, walk)
  const rest = allOf(restOf(selection, lead))
  const reach = rest.sql && most ? Math.ceil(most / trays.length) : null
  const each = trays.map((tray) => {
    const rows = walkedRows(selection, tray, walk, rest.sql ? reach : size)
    return {
      sql: `(select d.* from (${rows.sql}) d where true${rest.sql}
        order by d.sorted ${order}, d.id ${order} limit ${size})`,
      bindings: [...rows.bindings, ...rest.bindings],
    }
  })
  return {
    sql: `select s.* from (${each.map(({ sql }) => sql).join('\nunion all ')}) s
      order by s.sorted ${order}, s.id ${order} limit ${size}`,
    bindings: each.flatMap(({ bindings }) => bindings),
  }
}

/** The rows of one tray in the order of an index, as far as `reach`. */
function walkedRows(
  selection: Selection,
  tray: Tray,
  walk: Walk,
  reach: number | null,
  columns = ROWS_OF('d')
): Fragment {
  const { order, question } = walk
  const limit = reach === null ? '' : ` limit ${reach}`
  if (question) {
    const onward = onwardOf(walk, 'v.dossier_id')
    return {
      sql: `select ${columns}, w.sorted from (select v.value as sorted, v.dossier_id as id
          from dossier_values v where v.demarche_id = ? and v.question = ? and v.tray = ?${onward.sql}
          order by v.value ${order}, v.dossier_id ${order}${limit}) w
        cross join lateral (select * from dossiers where dossiers.id = w.id offset 0) d
        order by w.sorted ${order}, w.id ${order}`,
      bindings: [question.demarcheId, question.path, tray, ...onward.bindings],
    }
  }
  const key = tray === 'draft' ? ofDraft(walk.key) : walk.key
  const lead = allOf(leadOf(selection, walk))
  const onward = onwardOf({ ...walk, key }, 'd.id')
  return {
    sql: `select ${columns}, ${key} as sorted from dossiers d where d.tray = ?${lead.sql}${onward.sql}
      order by ${key} ${order}, d.id ${order}${limit}`,
    bindings: [tray, ...lead.bindings, ...onward.bindings],
  }
}

/**
 * How far a walk came that looked at as many rows as it may: the last one in every tray of which there
 * are more. Nothing where it came to the end.
 */
export function reachOf(selection: Selection, trays: readonly Tray[], walk: Walk): Fragment | null {
  const { order, most } = walk
  const isBounded = !selection.few && restOf(selection, leadOf(selection, walk)).length > 0
  if (!isBounded || !most) return null
  const reach = Math.ceil(most / trays.length)
  const each = trays.map((tray) => {
    const rows = walkedRows(selection, tray, walk, reach, 'd.id')
    return {
      sql: `(select r.sorted, r.id from (${rows.sql}) r offset ${reach - 1} limit 1)`,
      bindings: rows.bindings,
    }
  })
  return {
    sql: `select e.sorted::text as value, e.id from (${each.map(({ sql }) => sql).join(' union all ')}) e
      order by e.sorted ${order}, e.id ${order} limit 1`,
    bindings: each.flatMap(({ bindings }) => bindings),
  }
}

/** What the index that sorts meets on the way: nothing has to be compared for it. */
export function leadOf({ conditions }: Selection, { key, question }: Walk): Condition[] {
  const on = (...names: Condition['on'][]) => conditions.filter((one) => names.includes(one.on))
  // All that is sorted by a question is of its démarche.
  if (question) return on('demarche')
  switch (key) {
    case 'd.filed_at': {
      const names = ['messages', 'assignee', 'channel', 'service', 'state', 'demarche']
      const begins = conditions.find((one) => names.includes(one.on) && isIndexed(one))
      return [...(begins ? [begins] : []), ...on('filed')]
    }
    case 'd.updated_at':
      return on('active')
    case 'd.sort_limit':
      return on('delay')
    case 'd.state_label':
      return on('state')
    default:
      return []
  }
}

/** What is still to be compared. */
export const restOf = ({ conditions }: Selection, met: Condition[]) =>
  conditions.filter((one) => !met.includes(one))

function onwardOf({ key, type, order, cursor, until }: Walk, id: string): Fragment {
  const forth = order === 'asc'
  const bounds = [
    ...(cursor ? [{ test: forth ? '>' : '<', ...cursor }] : []),
    ...(until ? [{ test: forth ? '<=' : '>=', ...until }] : []),
  ]
  return {
    sql: bounds.map(({ test }) => ` and (${key}, ${id}) ${test} (?::${type}, ?::uuid)`).join(''),
    bindings: bounds.flatMap(({ value, id: at }) => [value, at]),
  }
}
