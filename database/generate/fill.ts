import db from '@adonisjs/lucid/services/db'
import type { Client } from 'pg'
import { datesOf } from '#dossiers/calendar'
import { DRAFT } from '#dossiers/dossier'
import { ALPHABET } from '#dossiers/references'
import { withTablesAside } from './aside.js'
import { hashAfter } from './chain.js'
import { Rows } from './copy.js'
import { Dice } from './dice.js'
import { fillingOf, type Paper } from './papers.js'
import { personOf, sentence } from './people.js'
import type { Offered, Told, Town } from './town.js'
import { townOf } from './town.js'

export interface Order {
  communeId: string
  /** How many dossiers to add. */
  count: number
}

export interface Filling {
  /** Of the same seed and at the same minute, the same dossiers. */
  seed?: string
  now?: Date
  /** @param done dossiers so far */
  onProgress?: (done: number) => void
}

/** Tables, and the columns that are written; those that are referred to come first. */
const COLUMNS = {
  dossiers: `commune_id, id, demarche_id, version_id, demarche_title, reference, channel, state,
    state_label, holder, final, service_id, assignee_id, standing, revision, answers, contact_email,
    contact_name, contact_phone, search, submitted_at, closed_at, created_at, updated_at, due_at, limit_on`,
  dossier_texts: 'commune_id, id, words',
  journal_entries: `commune_id, id, dossier_id, type, action, label, from_state, to_state, due, actor_role,
    actor_id, actor_label, service, public, public_keys, data, at, number, hash`,
  journal_heads: 'commune_id, id, number, hash',
  liens: `commune_id, id, purpose, token_hash, dossier_id, service_id, made_for, expires_at, revoked_at,
    revoked_reason, created_at`,
  reports: 'commune_id, id, demarche_id, lat, lon, kind, street, open, reported_at',
}

const TABLES = Object.keys(COLUMNS)

const MINUTE = 60_000
const DAY = 86_400_000
const SPAN = 3 * 365 * DAY
const AT_ONCE = 4000
const COMMUNES_AT_ONCE = 200
/** Fewer are sooner added to the indexes than indexes made anew. */
const MUCH = 5000
/** What nobody looks after: it stays where it is, however old. */
const FORGOTTEN = 0.05

/**
 * Fills a commune with dossiers of its published démarches, in every state that their workflows lead
 * to and over the last three years, as the engine and the forms have them: answers, journals that
 * hold, words that they are found by, liens of services. Nothing was sent: there are no mails, no
 * files and no messages.
 */
export function fillCommune(communeId: string, count: number, filling: Filling = {}) {
  return fillCommunes([{ communeId, count }], filling)
}

/**
 * Several communes, whose figures the planner learns at the end. As the owner, some communes in one
 * transaction; nobody else reads or writes a dossier meanwhile.
 */
export async function fillCommunes(orders: Order[], filling: Filling = {}): Promise<void> {
  const knex = db.connection('owner').getWriteClient()
  const client: Client = await knex.client.acquireConnection()
  const progress = { done: 0 }
  try {
    await client.query('set synchronous_commit = off')
    for (let first = 0; first < orders.length; first += COMMUNES_AT_ONCE) {
      const some = orders.slice(first, first + COMMUNES_AT_ONCE)
      await fillSome(client, some, filling, progress)
    }
    for (const table of TABLES) await client.query(`vacuum (analyze) ${table}`)
    await client.query('reset synchronous_commit')
  } finally {
    await knex.client.releaseConnection(client)
  }
}

/** What dossiers are made of is read first: no other connection reads those tables afterwards. */
async function fillSome(
  client: Client,
  orders: Order[],
  filling: Filling,
  progress: { done: number }
) {
  const seed = filling.seed ?? 'guichet'
  const towns: Town[] = []
  for (const { communeId, count } of orders) towns.push(await townOf(communeId, count, seed))
  const wanted = orders.reduce((sum, { count }) => sum + count, 0)
  const { rows } = await client.query(
    `select greatest(reltuples, 0)::float8 as there from pg_class where oid = 'dossiers'::regclass`
  )
  const isMuch = wanted >= MUCH && wanted > rows[0].there
  await withTablesAside(client, TABLES, isMuch, () =>
    addAll(client, towns, orders, filling, progress)
  )
}

/** While the database takes one lot, the next is made. */
async function addAll(
  client: Client,
  towns: Town[],
  orders: Order[],
  { seed = 'guichet', now = new Date(), onProgress }: Filling,
  progress: { done: number }
) {
  const rows = new Rows(COLUMNS)
  let sent = Promise.resolve()
  let gathered = 0
  const send = async () => {
    await sent
    sent = rows.send(client)
    // Told to whoever awaits it next.
    sent.catch(() => {})
    gathered = 0
    onProgress?.(progress.done)
  }
  for (const [place, town] of towns.entries()) {
    const { count } = orders[place]!
    await sent
    const before = await countOf(client, town.id)
    const dice = new Dice(`${seed}:${count}:${before}`)
    for (let n = 0; n < count; n++) {
      add(rows, town, { n, count, before, dice, now: now.getTime() })
      progress.done++
      if (++gathered >= AT_ONCE) await send()
    }
  }
  await send()
  await sent
}

async function countOf(client: Client, communeId: string): Promise<number> {
  const query = 'select count(*)::int as n from dossiers where commune_id = $1'
  const { rows } = await client.query(query, [communeId])
  return rows[0].n
}

interface Turn {
  n: number
  count: number
  /** How many the commune had before. */
  before: number
  dice: Dice
  now: number
}

/** One dossier more: the oldest first, as they came. */
function add(rows: Rows<keyof typeof COLUMNS>, town: Town, { n, count, before, dice, now }: Turn) {
  const age = Math.max(5 * MINUTE, SPAN * (1 - (n + dice.next()) / count))
  const filed = Math.floor((now - age) / MINUTE) * MINUTE
  const offered = weighted(town.offered, dice)
  const paper = dice.pick(offered.papers)
  const filling = fillingOf(
    personOf(dice.below(1 + Math.ceil(count / 2))),
    sentence(dice, 6 + dice.below(12)),
    43.5 + dice.next() / 20,
    5.4 + dice.next() / 20
  )
  const isDraft = age < 45 * DAY && dice.happens(0.2)
  const told = isDraft ? [] : toldUntil(dice.pick(offered.stories), now - filed, dice)
  const dossier = { town, offered, paper, filling, filed, n: before + n, dice }
  const id = dice.uuid(filed)
  addDossier(rows, id, dossier, told.at(-1))
  if (isDraft) return

  const signed = paper.name?.fill(filling.written) ?? 'Usager'
  addJournal(rows, id, dossier, told, signed)
  for (const lien of told.at(-1)!.liens) {
    const from = filed + lien.after
    rows.add('liens', [
      town.id,
      dice.uuid(from),
      lien.purpose,
      `\\x${Array.from({ length: 8 }, () => dice.hex(8)).join('')}`,
      id,
      lien.serviceId,
      town.services.get(lien.serviceId)?.email ?? '',
      iso(from + 60 * DAY),
      lien.until === null ? null : iso(filed + lien.until),
      lien.until === null ? null : 'left',
      iso(from),
    ])
  }
  if (!paper.report) return
  const { lat, lon, street } = filling.written
  const isOpen = !told.at(-1)!.isClosed
  const where = [Number(lat), Number(lon), paper.report.kind, street.replace(/^\d+ /, '')]
  rows.add('reports', [town.id, id, offered.demarcheId, ...where, isOpen, iso(filed)])
}

const iso = (at: number) => new Date(at).toISOString()

function weighted(offered: Offered[], dice: Dice): Offered {
  let left = dice.next() * offered.reduce((sum, { weight }) => sum + weight, 0)
  return offered.find(({ weight }) => (left -= weight) < 0) ?? offered[0]!
}

/** As far as it has come by now, or as it was left. */
function toldUntil(story: Told[], age: number, dice: Dice): Told[] {
  const told = story.filter(({ after }) => after <= age)
  if (!dice.happens(FORGOTTEN)) return told
  const open = told.filter(({ isClosed }) => !isClosed)
  return open.length ? open.slice(0, 1 + dice.below(open.length)) : told
}

interface Making {
  town: Town
  offered: Offered
  paper: Paper
  filling: ReturnType<typeof fillingOf>
  filed: number
  n: number
  dice: Dice
}

function addDossier(
  rows: Rows<keyof typeof COLUMNS>,
  id: string,
  { town, offered, paper, filling, filed, n, dice }: Making,
  stands: Told | undefined
) {
  const letters = referenceOf(n)
  const search = stands
    ? `${`${letters.slice(0, 3)} ${letters.slice(3)} ${letters}`.toLowerCase()} ${paper.search.fill(filling.sought)}`
    : ''
  const standing = stands?.standing.at(filed) ?? null
  const parsed = standing && JSON.parse(standing)
  const dates =
    stands && !stands.isClosed && offered.workflow.deadlines?.length
      ? datesOf(offered.workflow, parsed, town.calendar)
      : null
  const atAccueil = stands && !stands.isClosed && parsed.holder === 'accueil'
  const assignee =
    atAccueil && town.agents.length && dice.happens(0.5) ? dice.pick(town.agents) : null
  rows.add('dossiers', [
    town.id,
    id,
    offered.demarcheId,
    offered.versionId,
    offered.title,
    stands ? `${letters.slice(0, 3)}-${letters.slice(3)}` : null,
    (['counter', 'phone', 'paper'] as const)[n % 20] ?? 'online',
    stands ? parsed.state : DRAFT,
    stands?.label ?? 'Brouillon non soumis',
    parsed?.holder ?? null,
    stands?.final ?? null,
    stands?.serviceId ?? null,
    assignee,
    standing,
    stands?.revision ?? 0,
    paper.answers.fill(filling.written),
    paper.hasEmail ? filling.written.email : null,
    paper.name?.fill(filling.written) ?? null,
    paper.hasPhone ? filling.written.phone : null,
    search,
    stands ? iso(filed) : null,
    stands?.isClosed ? iso(filed + stands.after) : null,
    iso(filed),
    iso(filed + (stands?.after ?? 0)),
    dates?.dueAt?.toISO() ?? null,
    dates?.limitOn?.toISODate() ?? null,
  ])
  if (stands) rows.add('dossier_texts', [town.id, id, search])
}

function addJournal(
  rows: Rows<keyof typeof COLUMNS>,
  dossierId: string,
  { town, filed, dice }: Making,
  told: Told[],
  usager: string
) {
  let [number, hash] = [0, '']
  for (const { lines } of told) {
    for (const line of lines) {
      const at = filed + line.after
      const id = dice.uuid(at, ++number)
      const name = line.actor.role === 'usager' ? usager : line.actor.label
      hash = hashAfter(hash, line.content.of(id, dossierId, number, name, at))
      const { service, keys, data } = line.cells
      rows.add('journal_entries', [
        town.id,
        id,
        dossierId,
        line.type,
        line.action ?? null,
        line.label,
        line.from,
        line.to,
        line.due ?? null,
        line.actor.role,
        line.actor.id ?? null,
        name,
        service,
        line.public,
        keys,
        data,
        iso(at),
        number,
        `\\x${hash}`,
      ])
    }
  }
  rows.add('journal_heads', [town.id, dossierId, number, `\\x${hash}`])
}

/** Each its own, and no two that follow each other look alike: the step has no divisor in common with their number. */
function referenceOf(n: number): string {
  let rest = (n * 1_000_000_007) % ALPHABET.length ** 7
  let letters = ''
  for (let place = 0; place < 7; place++) {
    letters += ALPHABET[rest % ALPHABET.length]
    rest = Math.floor(rest / ALPHABET.length)
  }
  return letters
}
