import { RunDeadlines } from '#dossiers/actions/run_deadlines'
import { communeIds } from '#tenancy/commune'
import { enqueue } from '#tenancy/jobs'
import { sql, withCommune } from '#tenancy/scope'

/**
 * Adds a job for each commune where something has come. They are asked one after the other, each
 * in its own scope: that is one look in an index, and no role has to see the dossiers of all.
 */
export async function findDeadlines() {
  for (const communeId of await communeIds()) {
    await withCommune(communeId, async () => {
      const [due] = await sql(`select 1 from dossiers where due_at <= now() limit 1`)
      if (due) await enqueue('run_deadlines', {}, { key: `run_deadlines:${communeId}` })
    })
  }
}

/** Until nothing is left that has come: after an outage there may be much. */
export async function runDeadlines({ communeId }: { communeId: string }) {
  for (;;) {
    const seen = await withCommune(communeId, () => new RunDeadlines().handle())
    if (seen === 0) return
  }
}
