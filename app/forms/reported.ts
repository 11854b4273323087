import type { Answers, Document } from './document.js'
import type { Question } from './question.js'
import { textOf } from './summary.js'
import { isEmpty, own, plain } from './values.js'

/** `x-report`: the form tells of something in the street. The paths of the questions that say so. */
export interface ReportSettings {
  /** A place or a point on the map. */
  where: string
  /** A choice: its options are the town hall's words, and may be shown to anyone. */
  what: string
}

/** What may be shown of a report to anyone. */
export interface Reported {
  lat: number
  lon: number
  /** « Éclairage public ». */
  kind: string
  /** The street without the number, of an address of the base; '' for a place in the usager's words. */
  street: string
}

export function reportSettings(document: Document): ReportSettings | undefined {
  return document['x-report'] as ReportSettings | undefined
}

/** Undefined while it is not known where and what. */
export function reported(
  { where, what }: ReportSettings,
  question: (path: string) => Question | undefined,
  kept: Answers
): Reported | undefined {
  const [place, choice] = [where, what].map((path) => path.split('.').reduce<unknown>(own, kept))
  const point = question(where)?.type.point?.(place)
  const asked = question(what)
  if (!point || !asked || isEmpty(choice)) return undefined
  const label = own(place, 'official') === undefined ? '' : plain(own(place, 'label'))
  return { ...point, kind: textOf(asked, choice), street: streetOf(label) }
}

/** « 12 bis Rue de Rome » and « Rue de la Loi 16 », without the number. */
function streetOf(label: string): string {
  return label
    .replace(/^\d+\s*(?:(?:bis|ter|quater|[a-z])(?=[\s,]))?[\s,]*/i, '')
    .replace(/,.*$/s, '')
    .replace(/\s+\d+\S*(?:\s+(?:bis|ter|quater))?$/i, '')
    .trim()
}
