import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { mailboxFolder } from '#notifications/mailbox_transport'

/** As the transport names its files: milliseconds, then what makes two of them differ. */
export const MAIL_ID = /^\d{13}-[0-9a-f-]{36}$/

/** The page shows no more than this many: the demo's mailbox is read, not searched. */
const MOST = 200

export interface Received {
  id: string
  at: Date
  from: string
  to: string
  subject: string
}

/** A mail that was delivered does not change: it is read once. */
const summaries = new LRUCache<string, Received>({ max: 2000 })

/** The last mails of a commune, the newest first. */
export async function listMails(host: string): Promise<Received[]> {
  const names = await readdir(mailboxFolder(host)).catch(() => [])
  const ids = names.filter((name) => name.endsWith('.eml')).map((name) => name.slice(0, -4))
  const newest = ids
    .filter((id) => MAIL_ID.test(id))
    .sort()
    .reverse()
    .slice(0, MOST)
  return Promise.all(newest.map((id) => summaryOf(host, id)))
}

/** One mail of a commune; null where its mailbox holds none of this id. */
export async function openMail(host: string, id: string): Promise<ParsedMail | null> {
  if (!MAIL_ID.test(id)) return null
  const source = await readFile(join(mailboxFolder(host), `${id}.eml`)).catch(() => null)
  return source && simpleParser(source)
}

async function summaryOf(host: string, id: string): Promise<Received> {
  const known = summaries.get(`${host}/${id}`)
  if (known) return known
  const summary = summarise(id, await openMail(host, id))
  summaries.set(`${host}/${id}`, summary)
  return summary
}

export function summarise(id: string, mail: ParsedMail | null): Received {
  return {
    id,
    at: new Date(Number(id.slice(0, 13))),
    from: addresses(mail?.from),
    to: addresses(mail?.to),
    subject: mail?.subject ?? '',
  }
}

/** As people read them: the name, where there is one, and the address. */
export function addresses(field: AddressObject | AddressObject[] | undefined): string {
  return [field ?? []]
    .flat()
    .flatMap((one) => one.value)
    .map(({ name, address }) => (name ? `${name} <${address}>` : (address ?? '')))
    .join(', ')
}
