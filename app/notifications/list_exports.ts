import { RunExport } from '#reporting/exports/actions/run_export'

export async function exportList(job: { communeId: string; exportId: string }) {
  await new RunExport().handle(job.communeId, job.exportId)
}
