import type { DateTime } from 'luxon'
import type { ServiceRef } from '#workflow/main'
import type { DossierFile } from '#dossiers/queries/dossier_file'
import type { HistoryLine, Said } from '#dossiers/queries/history'

/** The opinion of one service, asked once and given or not. */
export interface OpinionShown {
  serviceId: string
  service: string
  askedAt: DateTime
  /** What was asked, in the words of whoever asked. */
  question: string[]
  answer: { at: DateTime; said: Said[] } | null
  /** Whether it may still come. */
  awaited: boolean
}

/** The opinions that were asked of services on a dossier, in the order in which they were asked. */
export function opinionsOf({ dossier, version }: DossierFile, history: HistoryLine[]) {
  const opinions: OpinionShown[] = []
  for (const { entry, said } of history) {
    const action = entry.action === null ? undefined : version.workflow.actions[entry.action]
    const asked = action?.asks ? ((entry.data[action.asks] ?? []) as ServiceRef[]) : []
    const question = said
      .filter(({ kind }) => kind === 'long-text' || kind === 'short-text')
      .flatMap(({ values }) => values)
    for (const { id, label } of asked) {
      const opinion = { serviceId: id, service: label, askedAt: entry.at, question }
      opinions.push({ ...opinion, answer: null, awaited: false })
    }
    if (!action?.answers) continue
    const given = opinions.findLast((one) => one.serviceId === entry.actorId && !one.answer)
    if (given) given.answer = { at: entry.at, said }
  }
  for (const opinion of opinions) {
    const last = opinions.findLast(({ serviceId }) => serviceId === opinion.serviceId)
    opinion.awaited =
      opinion === last &&
      !opinion.answer &&
      !dossier.isClosed &&
      dossier.awaitsOpinionOf(opinion.serviceId)
  }
  return opinions
}
