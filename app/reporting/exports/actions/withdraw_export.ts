import { enqueue } from '#tenancy/jobs'
import { sql } from '#tenancy/scope'

/** Stops an export that is being made, or removes the file of one that is ready. */
export class WithdrawExport {
  async handle(exportId: string, accountId: string): Promise<'cancelled' | 'removed' | null> {
    const stopped = await sql(
      `update list_exports set state = 'cancelled', finished_at = now()
       where id = ? and account_id = ? and state in ('waiting', 'reading', 'writing') returning id`,
      [exportId, accountId]
    )
    if (stopped.length > 0) return 'cancelled'
    return (await letGo('id = ? and account_id = ?', [exportId, accountId])) > 0 ? 'removed' : null
  }
}

/** Removes the files whose time is over; that they were made stays known. */
export class SweepExports {
  handle(): Promise<number> {
    return letGo('expires_at <= now()')
  }
}

async function letGo(where: string, bindings: unknown[] = []): Promise<number> {
  const rows = await sql<{ key: string }>(
    `update list_exports e set state = 'gone', disk_key = null, expires_at = null
     from (select id, disk_key from list_exports where expires_at is not null and ${where}
       for update) o
     where e.id = o.id returning o.disk_key as key`,
    bindings
  )
  if (rows.length > 0) await enqueue('remove_files', { keys: rows.map(({ key }) => key) })
  return rows.length
}
