import { sql } from '#tenancy/scope'

/** Every task of the worker and what it is given; the commune is added by the database. */
export interface Tasks {
  send_mail: { mailId: string }
  run_deadlines: object
  run_batch: { batchId: string }
  export_commune: { exportId: string }
  export_list: { exportId: string }
  make_certificate: { certificateId: string }
  archive_dossier: { dossierId: string }
  purge_identity: { dossierId: string }
  remove_files: { keys: string[] }
  call_webhook: { callId: string }
  list_values: { demarcheId: string; since?: string }
}

/**
 * Adds a job to the queue in the transaction under way: if the change is kept, so is the job.
 *
 * @param options.runAt not before this moment
 * @param options.key a job of the same key that still waits is replaced
 */
export async function enqueue<Name extends keyof Tasks>(
  task: Name,
  payload: Tasks[Name],
  options: { runAt?: Date; key?: string } = {}
) {
  await sql('select enqueue_job(?, ?::jsonb, ?, ?)', [
    task,
    JSON.stringify(payload),
    options.runAt ?? null,
    options.key ?? null,
  ])
}
