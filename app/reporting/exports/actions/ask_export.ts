import type Account from '#identity/account'
import ListExport from '#reporting/exports/list_export'
import { DESKS, type DeskName } from '#reporting/desks'
import type { Format } from '#reporting/exports/make'
import { wordsOf } from '#reporting/exports/words'
import { readListAddress } from '#reporting/list_request'
import { enqueue } from '#tenancy/jobs'

/** So many of one account at a time: the worker has mails to send as well. */
export const MOST_AT_ONCE = 3

interface Asked {
  account: Account
  desk: DeskName
  /** Of the list. */
  address: string
  format: Format
}

/** Asks for a list as a file; the worker makes it. */
export class AskExport {
  async handle({
    account,
    desk,
    address,
    format,
  }: Asked): Promise<{ type: 'asked'; listExport: ListExport } | { type: 'too-many' }> {
    const running = await ListExport.query()
      .where('accountId', account.id)
      .whereIn('state', ['waiting', 'reading', 'writing'])
    if (running.length >= MOST_AT_ONCE) return { type: 'too-many' }

    const read = { ...DESKS[desk], readerId: account.id }
    const listExport = await ListExport.create({
      accountId: account.id,
      accountLabel: account.name,
      desk,
      format,
      address,
      label: await wordsOf(readListAddress(address, read), read.trays),
    })
    await enqueue(
      'export_list',
      { exportId: listExport.id },
      { key: `export_list:${listExport.id}` }
    )
    return { type: 'asked', listExport }
  }
}
