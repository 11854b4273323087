import { compose } from '@adonisjs/core/helpers'
import { BatchSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import { sql } from '#tenancy/scope'

export type ItemStatus = 'waiting' | 'done' | 'invalid' | 'overtaken' | 'not-possible' | 'undone'

/** One action on many dossiers, asked by an agent and carried out by the worker. */
export class Batch extends compose(BatchSchema, CommuneModel) {
  static override table = 'batches'

  declare input: Record<string, unknown>
  declare authorRole: 'accueil' | 'superviseur'
}

/** One dossier of a batch as its report shows it. */
export interface BatchItem {
  dossier_id: string
  reference: string
  demarche_title: string
  contact_name: string | null
  state_label: string
  status: ItemStatus
  reason: string | null
}

export function itemsOf(batchId: string, statuses: ItemStatus[]) {
  return sql<BatchItem>(
    `select i.dossier_id, d.reference, d.demarche_title, d.contact_name, d.state_label, i.status, i.reason
     from batch_items i join dossiers d on d.id = i.dossier_id
     where i.batch_id = ? and i.status = any(?) order by i.id`,
    [batchId, statuses]
  )
}

/** How many items of a batch have come to what. */
export async function countsOf(batchId: string): Promise<Record<ItemStatus, number>> {
  const none = {
    'waiting': 0,
    'done': 0,
    'invalid': 0,
    'overtaken': 0,
    'not-possible': 0,
    'undone': 0,
  }
  const rows = await sql<{ status: ItemStatus; count: number }>(
    `select status, count(*)::int as count from batch_items where batch_id = ? group by status`,
    [batchId]
  )
  return { ...none, ...Object.fromEntries(rows.map(({ status, count }) => [status, count])) }
}
