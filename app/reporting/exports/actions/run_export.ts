import { rm } from 'node:fs/promises'
import { DateTime } from 'luxon'
import drive from '@adonisjs/drive/services/main'
import { addMail } from '#dossiers/promised_mails'
import Account from '#identity/account'
import { limitsOf } from '#identity/limits'
import { DESKS } from '#reporting/desks'
import ListExport from '#reporting/exports/list_export'
import { folderOf, type Made, makeExport, type Progress } from '#reporting/exports/make'
import { readListAddress } from '#reporting/list_request'
import { enqueue } from '#tenancy/jobs'
import { sql, withCommune } from '#tenancy/scope'
import { Writes } from '#tenancy/writes'

/** How long a file is kept. */
export const DAYS = 7

/** Who has the page open sees that it is ready, and is sent no mail once they have the file. */
const MAIL_AFTER_SECONDS = 60

/** One at a time in a commune: mails are sent by the same workers. */
const AGAIN_MS = 3000

/** It was cancelled, or another worker has taken it over. */
class Stopped extends Error {}

interface Begun {
  listExport: ListExport
  limits: string[] | null
}

/**
 * Makes a file that was asked for. Begun again after a crash, it begins at the beginning, under the same key;
 * what the attempt before left on this machine is removed. Each step says so in the row, and ends where it
 * was cancelled meanwhile.
 */
export class RunExport {
  async handle(communeId: string, exportId: string): Promise<void> {
    const begun = await withCommune(communeId, () => this.#begin(exportId))
    if (!begun) return
    const { listExport, limits } = begun
    const { id, attempt, format, address, accountId } = listExport
    const desk = { ...DESKS[listExport.desk], readerId: accountId }
    const key = `${communeId}/listes/${id}.${format}`
    await rm(folderOf(`${id}-${attempt - 1}`), { recursive: true, force: true })

    try {
      const order = { name: `${id}-${attempt}`, communeId, format, limits, desk }
      const request = readListAddress(address, desk)
      const made = await makeExport(
        { ...order, request },
        (bytes) => drive.use().putStream(key, bytes),
        (step) => withCommune(communeId, () => this.#tell(listExport, step))
      )
      const { contentLength } = await drive.use().getMetaData(key)
      await withCommune(communeId, () => this.#finish(listExport, made, key, contentLength))
    } catch (error) {
      if (!(await this.#isOvertaken(communeId, listExport))) await drive.use().delete(key)
      if (error instanceof Stopped) return
      await withCommune(communeId, () =>
        sql(
          `update list_exports set state = 'failed', finished_at = now() where id = ? and attempt = ?
             and state in ('reading', 'writing')`,
          [id, attempt]
        )
      )
      throw error
    }
  }

  /** Who asked may have lost what it takes since. */
  async #begin(exportId: string): Promise<Begun | null> {
    const found = await ListExport.query().where('id', exportId).forUpdate().first()
    if (!found || !(found.isRunning || found.state === 'failed')) return null
    const account = await allowed(found)
    if (!account) {
      await found.merge({ state: 'failed', finishedAt: DateTime.now() }).save()
      return null
    }
    if (await isBusy(exportId)) {
      const runAt = new Date(Date.now() + AGAIN_MS)
      await enqueue('export_list', { exportId }, { runAt, key: `export_list:${exportId}` })
      return null
    }
    const attempt = found.attempt + 1
    await found.merge({ state: 'reading', attempt, done: 0, total: null, finishedAt: null }).save()
    return { listExport: found, limits: await limitsOf(account) }
  }

  async #tell(
    { id, attempt }: ListExport,
    { state, done, total }: Parameters<Progress>[0]
  ): Promise<void> {
    const rows = await sql(
      `update list_exports set state = ?, done = ?, total = ?
       where id = ? and attempt = ? and state in ('reading', 'writing') returning id`,
      [state, done, total, id, attempt]
    )
    if (rows.length === 0) throw new Stopped()
  }

  async #finish(
    { id, attempt, accountId, desk }: ListExport,
    made: Made,
    key: string,
    size: number
  ) {
    const account = await Account.findOrFail(accountId)
    const writes = new Writes(DateTime.now().plus({ seconds: MAIL_AFTER_SECONDS }))
    const mailId = addMail(writes, {
      dossierId: null,
      recipient: account.email,
      recipientRole: desk,
      template: 'export-pret',
      data: { name: account.name, rows: made.rows, until: lastDay().toISO() },
    })
    const rows = await sql(
      `update list_exports set state = 'ready', done = ?, total = ?, demarche_ids = ?::uuid[],
         disk_key = ?, size = ?, mail_id = ?, finished_at = now(), expires_at = ?
       where id = ? and attempt = ? and state in ('reading', 'writing') returning id`,
      [made.rows, made.rows, made.demarcheIds, key, size, mailId, lastDay().toISO(), id, attempt]
    )
    if (rows.length === 0) throw new Stopped()
    await writes.run()
  }

  /** Whether the file is by now that of another attempt. */
  async #isOvertaken(communeId: string, { id, attempt }: ListExport): Promise<boolean> {
    const [row] = await withCommune(communeId, () =>
      sql<{ attempt: number }>('select attempt from list_exports where id = ?', [id])
    )
    return row !== undefined && row.attempt > attempt
  }
}

/** One that stands still for as long has lost its worker, and its job with it. */
async function isBusy(exportId: string): Promise<boolean> {
  const [other] = await sql(
    `select 1 from list_exports where id <> ? and state in ('reading', 'writing')
       and created_at > now() - interval '1 hour' limit 1`,
    [exportId]
  )
  return other !== undefined
}

const lastDay = () => DateTime.now().plus({ days: DAYS })

async function allowed({ accountId, desk }: ListExport): Promise<Account | null> {
  const account = await Account.query().where('id', accountId).preload('memberships').first()
  return account && !account.suspendedAt && account.may(desk) ? account : null
}
