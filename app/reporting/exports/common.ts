import { viewOf, type Tray } from '#reporting/trays'
import type { Cell, Column } from '#reporting/exports/table'
import { t } from '#shared/translate'

/** What is known of every dossier, whatever its démarche; moments as clocks in Paris show them. */
export interface CommonRow {
  reference: string | null
  demarche_title: string
  tray: Tray
  state_label: string
  service_label: string
  channel: 'online' | 'counter' | 'phone' | 'paper'
  filed: string
  updated: string
  closed: string | null
  limit_on: string | null
  contact_name: string | null
  contact_email: string | null
  contact_phone: string | null
}

/** Of a dossier. Who began a draft has not given it to the commune yet. */
export const COMMON_SQL = `reference, demarche_title, tray, state_label, sort_service as service_label, channel,
  to_char(filed_at at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI:SS') as filed,
  to_char(updated_at at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI:SS') as updated,
  to_char(closed_at at time zone 'Europe/Paris', 'YYYY-MM-DD"T"HH24:MI:SS') as closed,
  limit_on::text as limit_on,
  case when submitted_at is not null then contact_name end as contact_name,
  case when submitted_at is not null then contact_email end as contact_email,
  case when submitted_at is not null then contact_phone end as contact_phone`

const COLUMNS: [string, Column['kind'], (row: CommonRow) => Cell][] = [
  ['reference', 'text', (row) => row.reference],
  ['demarche', 'text', (row) => row.demarche_title],
  ['situation', 'text', (row) => t(`list.view.${viewOf(row.tray)}`)],
  ['etat', 'text', (row) => row.state_label],
  ['service', 'text', (row) => row.service_label],
  ['depot', 'moment', (row) => row.filed],
  ['canal', 'text', (row) => t(`list.channel.${row.channel}`)],
  ['demandeur', 'text', (row) => row.contact_name],
  ['courriel', 'text', (row) => row.contact_email],
  ['telephone', 'text', (row) => row.contact_phone],
  ['limite', 'date', (row) => row.limit_on],
  ['activite', 'moment', (row) => row.updated],
  ['cloture', 'moment', (row) => row.closed],
]

export const commonColumns = (): Column[] =>
  COLUMNS.map(([name, kind]) => ({ title: t(`exports.column.${name}`), kind }))

export const commonCells = (row: CommonRow): Cell[] => COLUMNS.map(([, , cell]) => cell(row))

/** Where the reference stands, by which the rows of other sheets name their dossier. */
export const REFERENCE = 0
