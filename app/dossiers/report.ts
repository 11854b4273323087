import type { Answers, Form } from '#forms/main'
import { boxAround, metresBetween, type Point } from '#shared/geometry'
import type { Writes } from '#tenancy/writes'
import { sql } from '#tenancy/scope'
import { openVersion } from '#catalogue/versions'
import { publicStatus, type Standing } from '#workflow/main'
import type Dossier from '#dossiers/dossier'

/** Further away, it is another one. */
export const NEAR = 250
const MOST = 5

/** A report as anyone may see it. */
export interface PublicReport {
  id: string
  kind: string
  /** '' where it is not at an address of the base. */
  street: string
  reportedAt: Date
  /** Where it stands, in the words for usagers. */
  state: string
  open: boolean
}

/** Keeps where a report lies, in the change that submits or corrects it. */
export function addReport(writes: Writes, dossier: Dossier, form: Form, answers: Answers) {
  const reported = form.reported(answers)
  if (!reported) return
  const { lat, lon, kind, street } = reported
  writes.add(
    `insert into reports (commune_id, id, demarche_id, lat, lon, kind, street, open, reported_at)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (commune_id, id) do update set lat = excluded.lat, lon = excluded.lon,
       kind = excluded.kind, street = excluded.street, open = excluded.open`,
    [
      dossier.id,
      dossier.demarcheId,
      lat,
      lon,
      kind,
      street,
      !dossier.isClosed,
      dossier.submittedAt!.toISO(),
    ]
  )
}

/** Open reports of a démarche around a point, the nearest first. */
export async function reportsNear(demarcheId: string, point: Point): Promise<PublicReport[]> {
  const { query, bindings } = nearQuery(demarcheId, point)
  const rows = await sql<Row>(query, bindings)
  const near = rows
    .map((row) => ({ row, metres: metresBetween(point, row) }))
    .filter(({ metres }) => metres <= NEAR)
    .sort((one, other) => one.metres - other.metres)
    .slice(0, MOST)
  return Promise.all(near.map(({ row }) => shown(row)))
}

/** What anyone may see of one report; null where there is none. */
export async function publicReport(id: string): Promise<PublicReport | null> {
  const [row] = await sql<Row>(`select ${COLUMNS} where r.id = ?`, [id])
  return row ? shown(row) : null
}

interface Row extends Point {
  id: string
  kind: string
  street: string
  open: boolean
  reported_at: Date
  version_id: string
  standing: Standing
}

const COLUMNS = `r.id, r.lat, r.lon, r.kind, r.street, r.open, r.reported_at, d.version_id, d.standing
  from reports r join dossiers d on d.id = r.id`

/** Bounded by the index whatever the town: the last hundred of a box. */
export function nearQuery(demarcheId: string, point: Point) {
  const { south, north, west, east } = boxAround(point, NEAR)
  const query = `select ${COLUMNS}
    where r.open and r.demarche_id = ? and r.lat between ? and ? and r.lon between ? and ? limit 100`
  return { query, bindings: [demarcheId, south, north, west, east] }
}

async function shown({
  id,
  kind,
  street,
  open,
  reported_at: reportedAt,
  ...row
}: Row): Promise<PublicReport> {
  const { workflow } = await openVersion(row.version_id)
  return { id, kind, street, open, reportedAt, state: publicStatus(workflow, row.standing).label }
}
