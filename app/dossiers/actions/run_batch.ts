import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { TakeBack } from '#dossiers/actions/take_back'
import { Batch, type ItemStatus } from '#dossiers/batch'
import { undoSeconds } from '#dossiers/undo'
import { enqueue } from '#tenancy/jobs'
import { sql } from '#tenancy/scope'
import { v7 as uuidv7 } from 'uuid'

/** How many dossiers one transaction holds: agents who act on one of them wait for it. */
const CHUNK = 25

/** The most that one batch takes. */
export const MOST = 1000

/** Decisions of a batch wait for the whole of it, and then as long as one of its own. */
export const BATCH_SECONDS = 20

interface Begin {
  author: { role: 'accueil' | 'superviseur'; id: string; label: string }
  action: string
  label: string
  input: Record<string, unknown>
  dossiers: { id: string; revision: number }[]
}

/** Keeps what is asked, with the dossiers as they were in view, and the job that carries it out. */
export class BeginBatch {
  async handle({ author, action, label, input, dossiers }: Begin): Promise<Batch> {
    const batch = await Batch.create({
      accountId: author.id,
      authorLabel: author.label,
      authorRole: author.role,
      action,
      label,
      input: JSON.stringify(input) as never,
    })
    const items = dossiers.slice(0, MOST).map(({ id, revision }) => ({
      id: uuidv7(),
      dossier_id: id,
      revision,
    }))
    await sql(
      `insert into batch_items (commune_id, id, batch_id, dossier_id, revision)
       select current_setting('app.commune_id')::uuid, id, ?, dossier_id, revision
       from jsonb_to_recordset(?::jsonb) as item(id uuid, dossier_id uuid, revision integer)`,
      [batch.id, JSON.stringify(items)]
    )
    await enqueue('run_batch', { batchId: batch.id }, { key: `run_batch:${batch.id}` })
    return batch
  }
}

/**
 * Takes the action on the next dossiers of a batch: call it, in a transaction each time, until it
 * returns 0. What was done is committed with its mark, so that a worker that is killed loses
 * nothing and does nothing twice.
 */
export class RunBatch {
  /** @returns how many dossiers it has seen to */
  async handle(batchId: string): Promise<number> {
    const batch = await Batch.find(batchId)
    if (!batch || batch.finishedAt) return 0
    const items = await sql<{ id: string; dossier_id: string; revision: number }>(
      `select id, dossier_id, revision from batch_items
       where batch_id = ? and status = 'waiting' order by id limit ${CHUNK} for update skip locked`,
      [batchId]
    )
    for (const item of items) await attempt(batch, item)
    if (items.length < CHUNK) {
      await sql(
        `update batches set finished_at = now() where id = ? and not exists
           (select from batch_items where batch_id = ? and status = 'waiting')`,
        [batchId, batchId]
      )
    }
    return items.length
  }
}

interface Item {
  id: string
  dossier_id: string
  revision: number
}

async function attempt(batch: Batch, { id, dossier_id: dossierId, revision }: Item) {
  await sql('savepoint item')
  let status: ItemStatus
  let reason: string | null = null
  try {
    const window = undoSeconds()
    const outcome = await new ActOnDossier().handle({
      dossierId,
      action: batch.action,
      input: batch.input,
      actor: { role: batch.authorRole, id: batch.accountId, label: batch.authorLabel },
      revision,
      undo: window > 0 ? window + BATCH_SECONDS : 0,
    })
    status = outcome.type
    if (outcome.type === 'invalid') reason = outcome.errors.map(({ message }) => message).join(' ')
    if (outcome.type === 'overtaken') reason = outcome.by?.actorLabel ?? null
    await sql('release savepoint item')
  } catch (error) {
    await sql('rollback to savepoint item')
    logger.error({ err: error, dossier: dossierId }, 'a dossier of a batch cannot be moved')
    status = 'invalid'
  }
  await sql(`update batch_items set status = ?, reason = ? where id = ?`, [status, reason, id])
}

/** Takes back what a batch has decided, as far as nothing of it has left. */
export class UndoBatch {
  /** @returns how many decisions were taken back, and how many were not */
  async handle(batch: Batch): Promise<{ undone: number; late: number }> {
    const items = await sql<{ id: string; dossier_id: string }>(
      `select id, dossier_id from batch_items where batch_id = ? and status = 'done' order by id for update`,
      [batch.id]
    )
    const actor = { role: 'accueil' as const, id: batch.accountId, label: batch.authorLabel }
    const undone: string[] = []
    for (const { id, dossier_id: dossierId } of items) {
      const outcome = await new TakeBack().handle(dossierId, actor)
      if (outcome.type === 'taken-back') undone.push(id)
    }
    await sql(`update batch_items set status = 'undone' where id = any(?)`, [undone])
    await batch.merge({ undoneAt: DateTime.now() }).save()
    return { undone: undone.length, late: items.length - undone.length }
  }
}
