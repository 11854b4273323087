import { createHash } from 'node:crypto'
import { sql } from '#tenancy/scope'

/** How many lines are in memory at once. */
const AT_ONCE = 2000

/** A line that does not follow from the one before it, or is not there. */
export interface BrokenLink {
  dossierId: string
  reference: string | null
  /** Of the line, from 1; where the first lines are gone, the number that is missed. */
  number: number
  /** It says something else than it did · it is gone · it was put after the end. */
  what: 'altered' | 'missing' | 'added'
}

export interface Proof {
  dossiers: number
  lines: number
  /** SHA-256 over the end of every chain, in hexadecimal: kept elsewhere, it dates the whole. */
  digest: string
  broken: BrokenLink | null
}

interface Line {
  dossier_id: string
  reference: string | null
  number: number
  hash: Buffer
  content: string
  head_number: number | null
  head_hash: Buffer | null
}

const LINES = `
  select j.dossier_id, d.reference, j.number, j.hash, journal_content(j) as content,
    h.number as head_number, h.hash as head_hash
  from journal_entries j
  left join journal_heads h on h.commune_id = j.commune_id and h.id = j.dossier_id
  left join dossiers d on d.commune_id = j.commune_id and d.id = j.dossier_id
  order by j.commune_id, j.dossier_id, j.number`

/** Dossiers that were sent and of which no line is left, or none of those that there were. */
const EMPTIED = `
  select d.id as dossier_id, d.reference from dossiers d
  where (d.submitted_at is not null
      or exists (select from journal_heads h where h.commune_id = d.commune_id and h.id = d.id))
    and not exists (select from journal_entries j where j.commune_id = d.commune_id and j.dossier_id = d.id)
  order by d.id limit 1`

/**
 * Goes through the journal of the commune in scope, line by line as of one moment, and computes
 * each hash again. It stops at the first line that does not hold.
 */
export async function verifyJournal(): Promise<Proof> {
  const chain = new Chain()
  for await (const line of stream()) {
    const broken = chain.take(line)
    if (broken) return chain.proof(broken)
  }
  const broken = chain.end()
  if (broken) return chain.proof(broken)

  const [emptied] = await sql<Pick<Line, 'dossier_id' | 'reference'>>(EMPTIED)
  return chain.proof(emptied ? { ...named(emptied), number: 1, what: 'missing' } : null)
}

/** A cursor sees the rows of one moment, whatever is written meanwhile. */
async function* stream(): AsyncGenerator<Line> {
  await sql(`declare journal_lines no scroll cursor for ${LINES}`)
  for (;;) {
    const lines = await sql<Line>(`fetch ${AT_ONCE} from journal_lines`)
    yield* lines
    if (lines.length < AT_ONCE) break
  }
  await sql('close journal_lines')
}

class Chain {
  #last: Line | null = null
  #dossiers = 0
  #lines = 0
  readonly #digest = createHash('sha256')

  /** @returns what is broken by this line, or by the end of the chain before it */
  take(line: Line): BrokenLink | null {
    const follows = this.#last?.dossier_id === line.dossier_id
    if (!follows) {
      const unfinished = this.end()
      if (unfinished) return unfinished
      this.#dossiers++
    }
    const before = follows ? this.#last : null
    this.#last = line
    this.#lines++
    const number = (before?.number ?? 0) + 1
    if (line.number !== number) return { ...named(line), number, what: 'missing' }
    const altered = !line.hash.equals(chained(before?.hash ?? null, line.content))
    return altered ? { ...named(line), number, what: 'altered' } : null
  }

  /** Whether the last line is the one at which its chain ends. */
  end(): BrokenLink | null {
    const last = this.#last
    if (!last) return null
    this.#digest.update(last.hash)
    const head = last.head_number ?? 0
    if (head > last.number) return { ...named(last), number: last.number + 1, what: 'missing' }
    if (head < last.number) return { ...named(last), number: head + 1, what: 'added' }
    const same = last.head_hash?.equals(last.hash)
    return same ? null : { ...named(last), number: last.number, what: 'altered' }
  }

  proof(broken: BrokenLink | null): Proof {
    const digest = this.#digest.copy().digest('hex')
    return { dossiers: this.#dossiers, lines: this.#lines, digest, broken }
  }
}

/** The hash of a line: of what it says, after the hash of the line before it. */
export function chained(before: Uint8Array | null, content: string): Buffer {
  return createHash('sha256')
    .update(before ?? '')
    .update(content)
    .digest()
}

function named({ dossier_id: dossierId, reference }: Pick<Line, 'dossier_id' | 'reference'>) {
  return { dossierId, reference }
}
