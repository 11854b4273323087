import { dueQuery, SOON_DAYS } from '#archive/retention'
import { sql } from '#tenancy/scope'

const PAGE = 50
/** What goes soon is shown whole, up to this many. */
const MOST = 200

/** A closed dossier in one of these lists; what a list does not show of it is absent. */
export interface ArchiveRow {
  id: string
  reference: string
  demarche: string
  name: string | null
  state: string
  final: 'accepted' | 'refused' | 'dropped' | null
  closedAt: Date
  /** Its package is being made. */
  askedAt: Date | null
  archivedAt: Date | null
  size: string | null
  downloadedAt: Date | null
  /** The day on which it goes, as noon of that day. */
  goesOn: Date | null
  reason: string | null
  keptBy: string | null
  keptAt: Date | null
}

export interface Destruction {
  id: string
  reference: string | null
  demarche: string
  state: string
  filedAt: Date
  closedAt: Date | null
  /** `retention:<months>`, or `erasure`, with its reason and who did it. */
  rule: string
  reason: string | null
  askedBy: string | null
  /** Days from the deposit to what was first done, and to the closing. */
  firstDays: number | null
  closedDays: number | null
  corrections: number | null
  /** Category of a refusal. */
  refusal: string | null
  pieces: number
  bytes: string
  lines: number
  journalHash: string | null
  archiveDigest: string | null
  at: Date
}

export interface ListOf<Row> {
  rows: Row[]
  /** What `after` is for the page that follows; null on the last. */
  next: string | null
}

const COLUMNS = `d.id, d.reference, d.demarche_title as demarche, d.contact_name as name,
  d.state_label as state, d.final, d.closed_at as "closedAt", d.archive_asked_at as "askedAt",
  d.archived_at as "archivedAt", d.kept_reason as reason, d.kept_by as "keptBy", d.kept_at as "keptAt"`

/** Closed and not archived, the first that was closed first. */
export async function readyToArchive(after: string | null): Promise<ListOf<ArchiveRow>> {
  return page(
    await sql<ArchiveRow>(
      `select ${COLUMNS} from dossiers d
       where d.closed_at is not null and d.archived_at is null
         and (?::uuid is null or (d.closed_at, d.id) > (select closed_at, id from dossiers where id = ?::uuid))
       order by d.closed_at, d.id limit ?`,
      [after, after, PAGE + 1]
    )
  )
}

/** The last that was archived first. */
export async function archived(after: string | null): Promise<ListOf<ArchiveRow>> {
  return page(
    await sql<ArchiveRow>(
      `select ${COLUMNS}, a.size, a.downloaded_at as "downloadedAt"
       from dossiers d join archives a on a.commune_id = d.commune_id and a.dossier_id = d.id
       where d.archived_at is not null
         and (?::uuid is null or (d.archived_at, d.id) < (select archived_at, id from dossiers where id = ?::uuid))
       order by d.archived_at desc, d.id desc limit ?`,
      [after, after, PAGE + 1]
    )
  )
}

/** What goes within `SOON_DAYS`, the first to go first; what is held is not among it. */
export async function goingSoon(): Promise<ListOf<ArchiveRow>> {
  const columns = `${COLUMNS}, (select a.downloaded_at from archives a
    where a.commune_id = d.commune_id and a.dossier_id = d.id) as "downloadedAt"`
  const bindings = [SOON_DAYS, MOST, SOON_DAYS, MOST]
  const rows = await sql<ArchiveRow & { goes_on: Date }>(
    dueQuery(columns, 'd.kept_at is null'),
    bindings
  )
  return { rows: rows.map((row) => ({ ...row, goesOn: row.goes_on })), next: null }
}

/** What is held beyond its time, the last held first. */
export async function held(): Promise<ListOf<ArchiveRow>> {
  const rows = await sql<ArchiveRow>(
    `select ${COLUMNS} from dossiers d where d.kept_at is not null
     order by d.kept_at desc, d.id desc limit ?`,
    [MOST]
  )
  return { rows, next: null }
}

const DESTRUCTIONS = `
  select id, reference, demarche_title as demarche, state_label as state, filed_at as "filedAt",
    closed_at as "closedAt", rule, reason, asked_by as "askedBy",
    first_days as "firstDays", closed_days as "closedDays", corrections, refusal, pieces, bytes, lines, encode(journal_hash, 'hex') as "journalHash",
    encode(archive_digest, 'hex') as "archiveDigest", at
  from purges`

/** The certificates of destruction, the last one first. Drafts that were left are only counted. */
export async function destroyed(after: string | null, size = PAGE): Promise<ListOf<Destruction>> {
  return page(
    await sql<Destruction>(
      `${DESTRUCTIONS} where reference is not null
         and (?::uuid is null or (at, id) < (select at, id from purges where id = ?::uuid))
       order by at desc, id desc limit ?`,
      [after, after, size + 1]
    ),
    size
  )
}

/** From here on, nobody reads how many exactly. */
export const COUNTED = 1000

const counted = (from: string) =>
  `(select count(*)::int from (select from ${from} limit ${COUNTED}) counted)`

/** What the tabs say, no further than `COUNTED`, and what no rule will ever purge. */
export async function archiveCounts() {
  const [counts] = await sql<
    Record<'ready' | 'archived' | 'held' | 'destroyed' | 'drafts', number>
  >(
    `select
       ${counted(`dossiers where closed_at is not null and archived_at is null
         order by closed_at, id`)} as ready,
       ${counted('dossiers where archived_at is not null order by archived_at, id')} as archived,
       ${counted('dossiers where kept_at is not null order by kept_at, id')} as held,
       ${counted('purges where reference is not null order by at, id')} as destroyed,
       ${counted('purges where reference is null order by at, id')} as drafts`
  )
  const endless = await sql<{ title: string }>(
    `select title from demarches m where retention_months is null
       -- One at most of each: an \`exists\` would be a join with all that is closed.
       and (select true from dossiers d where d.demarche_id = m.id and d.closed_at is not null limit 1)
     order by position, title`
  )
  return { ...counts!, endless: endless.map(({ title }) => title) }
}

function page<Row extends { id: string }>(rows: Row[], size = PAGE): ListOf<Row> {
  const shown = rows.slice(0, size)
  return { rows: shown, next: rows.length > size ? shown.at(-1)!.id : null }
}
