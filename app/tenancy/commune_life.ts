import { forgetCommune, forgetCommunes } from '#tenancy/commune'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'
import { asOwner, sql } from '#tenancy/scope'

/** How long a commune that is to be deleted can be kept after all. */
export const DELETION_DELAY_DAYS = 30

/** Closes the site of a commune, to usagers and agents alike. What waits in it waits; nothing is lost. */
export function suspendCommune(id: string, reason: string, by: OperatorActor): Promise<boolean> {
  return change(
    id,
    {
      query: 'suspended_at = coalesce(suspended_at, now()), suspended_reason = ?',
      values: [reason],
    },
    { label: 'Commune suspendue', details: [{ what: 'Motif', after: reason }] },
    by
  )
}

/** Opens it again; what was to be deleted is kept. */
export function resumeCommune(id: string, by: OperatorActor): Promise<boolean> {
  return change(
    id,
    {
      query: `suspended_at = null, suspended_reason = null, delete_on = null, delete_asked_by = null`,
      values: [],
    },
    { label: 'Commune remise en service' },
    by
  )
}

/** Closes it, and destroys it once the delay is over. */
export function scheduleDeletion(id: string, by: OperatorActor, now = new Date()) {
  const on = new Date(now.getTime() + DELETION_DELAY_DAYS * 86_400_000)
  return change(
    id,
    {
      query: `suspended_at = coalesce(suspended_at, now()), delete_on = ?, delete_asked_by = ?`,
      values: [on, by.name],
    },
    {
      label: 'Suppression demandée',
      details: [{ what: 'Après le', after: on.toISOString().slice(0, 10) }],
    },
    by
  )
}

/** Keeps it, closed: whoever wants to opens it again. */
export function cancelDeletion(id: string, by: OperatorActor): Promise<boolean> {
  return change(
    id,
    { query: 'delete_on = null, delete_asked_by = null', values: [] },
    { label: 'Suppression annulée' },
    by
  )
}

/** @returns whether there is such a commune */
async function change(
  id: string,
  { query, values }: { query: string; values: unknown[] },
  entry: { label: string; details?: { what: string; after: string }[] },
  by: OperatorActor
): Promise<boolean> {
  const changed = await asOwner(id, async () => {
    const [row] = await sql<{ name: string }>(
      `update communes set ${query}, updated_at = now() where id = ? returning name`,
      [...values, id]
    )
    if (row) await recordEntry({ ...entry, aboutId: id, aboutLabel: row.name }, by)
    return row !== undefined
  })
  forgetCommune(id)
  forgetCommunes()
  return changed
}
