import { sql } from '#tenancy/scope'

/** Tasks of the worker that are about communes rather than in one. */
export interface PlatformTasks {
  check_hostname: { host: string }
}

/** Adds a job in the owner's transaction under way (`asOwner`): if the change is kept, so is the job. */
export async function enqueueForPlatform<Name extends keyof PlatformTasks>(
  task: Name,
  payload: PlatformTasks[Name],
  key?: string
) {
  await sql(
    'select graphile_worker.add_job(?, payload => ?::json, job_key => ?, max_attempts => 5)',
    [task, JSON.stringify(payload), key ?? null]
  )
}
