import { parseCronItems, type TaskList } from 'graphile-worker'
import {
  archiveDossier,
  keepTime,
  purgeIdentity,
  removeFiles,
  sweepFiles,
} from '#notifications/archives'
import type { Tasks } from '#tenancy/jobs'
import type { PlatformTasks } from '#tenancy/platform_jobs'
import { findDeadlines, runDeadlines } from '#notifications/deadlines'
import { purgePieces } from '#notifications/left_pieces'
import {
  checkHostname,
  checkHostnames,
  destroyCommunes,
  exportCommune,
} from '#notifications/platform'
import { listValues } from '#notifications/list_values'
import { addUpFigures, keepFigures } from '#notifications/figures'
import { makeCertificate } from '#notifications/make_certificate'
import { exportList } from '#notifications/list_exports'
import { runBatch } from '#notifications/run_batch'
import { gatherAllWords } from '#notifications/words'
import { sendMail } from '#notifications/send_mail'
import { callWebhook } from '#notifications/webhooks/call'

/** What a task is given: its payload, and the commune that the database added to it. */
type Payload<Name extends keyof Tasks> = Tasks[Name] & { communeId: string }

const every: { [Name in keyof Tasks]: (payload: Payload<Name>) => Promise<void> } = {
  send_mail: sendMail,
  run_deadlines: runDeadlines,
  make_certificate: makeCertificate,
  run_batch: runBatch,
  export_commune: exportCommune,
  export_list: exportList,
  archive_dossier: archiveDossier,
  purge_identity: purgeIdentity,
  remove_files: removeFiles,
  call_webhook: callWebhook,
  list_values: listValues,
}

/** What is about communes rather than in one. */
const platform: { [Name in keyof PlatformTasks]: (payload: PlatformTasks[Name]) => Promise<void> } =
  {
    check_hostname: checkHostname,
  }

/** What the clock starts, of no commune. */
const timed = {
  deadlines: findDeadlines,
  purge_pieces: purgePieces,
  retention: keepTime,
  sweep_files: sweepFiles,
  figures: keepFigures,
  words: gatherAllWords,
  figure_sums: addUpFigures,
  check_hostnames: checkHostnames,
  destroy_communes: destroyCommunes,
}

export const tasks = { ...every, ...platform, ...timed } as TaskList

/** One job at each time, however many workers there are; those that were missed are made up by one. */
export const timetable = parseCronItems([
  { task: 'deadlines', match: '*/5 * * * *', options: { jobKey: 'deadlines' } },
  { task: 'purge_pieces', match: '17 * * * *', options: { jobKey: 'purge_pieces' } },
  { task: 'retention', match: '23 1 * * *', options: { jobKey: 'retention' } },
  { task: 'sweep_files', match: '47 2 * * *', options: { jobKey: 'sweep_files' } },
  { task: 'figures', match: '4,14,24,34,44,54 * * * *', options: { jobKey: 'figures' } },
  { task: 'words', match: '*/10 * * * *', options: { jobKey: 'words' } },
  { task: 'figure_sums', match: '41 2 * * *', options: { jobKey: 'figure_sums' } },
  { task: 'check_hostnames', match: '*/10 * * * *', options: { jobKey: 'check_hostnames' } },
  { task: 'destroy_communes', match: '37 * * * *', options: { jobKey: 'destroy_communes' } },
] satisfies { task: keyof typeof timed; match: string; options: object }[])
