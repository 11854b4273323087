import type { Measured } from '../support/load.js'
import { MEASURES, MOST_BYTES, MOST_GROWTH, type Name } from './targets.js'

export type Round = Record<Name, Measured>

export interface Figures {
  rps: number
  p50_ms: number
  p95_ms: number
  /** Of its requests per second to those of its reference. */
  ratio: number | null
}

export interface Report extends Record<Name, Figures> {
  /** p95 with 100,000 dossiers by p95 with 1,000. */
  inbox_p95_growth: number
  form_page_gzip_bytes: number
}

/**
 * The median of the rounds. Ratios are taken within a round, where both sides had the same machine.
 */
export function reportOf(rounds: Round[], formPageBytes: number): Report {
  const figures = Object.entries(MEASURES).map(([key, measure]) => {
    const name = key as Name
    const of = 'of' in measure ? measure.of : null
    return [
      name,
      {
        rps: rounded(median(rounds.map((round) => round[name].rps)), 1),
        p50_ms: rounded(median(rounds.map((round) => round[name].p50)), 2),
        p95_ms: rounded(median(rounds.map((round) => round[name].p95)), 2),
        ratio: of && rounded(median(rounds.map((round) => round[name].rps / round[of].rps)), 3),
      },
    ]
  })
  const growth = rounds.map(({ inbox_1k: few, inbox_100k: many }) => many.p95 / few.p95)
  return {
    ...(Object.fromEntries(figures) as Record<Name, Figures>),
    inbox_p95_growth: rounded(median(growth), 2),
    form_page_gzip_bytes: formPageBytes,
  }
}

/** The report as a table, and whether each target is reached. */
export function tableOf(report: Report): string {
  const rows = Object.entries(MEASURES).map(([name, measure]) => {
    const { rps, p50_ms: p50, p95_ms: p95, ratio } = report[name as Name]
    const of = 'of' in measure && `${ratio!.toFixed(2)} of ${measure.of}`
    const target = 'least' in measure ? verdict(ratio! >= measure.least, `≥ ${measure.least}`) : ''
    return [measure.label, rps.toFixed(0), p50.toFixed(1), p95.toFixed(1), of || '', target]
  })
  const head = ['', 'requests/s', 'p50 ms', 'p95 ms', 'ratio', 'target']
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)))
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ')
  )
  const { inbox_p95_growth: growth, form_page_gzip_bytes: bytes } = report
  return [
    ...lines,
    '',
    `inbox, p95 with 100,000 by p95 with 1,000: ${growth}  ${verdict(growth <= MOST_GROWTH, `≤ ${MOST_GROWTH}`)}`,
    `form page, HTML compressed: ${bytes} bytes  ${verdict(bytes <= MOST_BYTES, `≤ ${MOST_BYTES}`)}`,
    '',
  ].join('\n')
}

const verdict = (reached: boolean, target: string) => `${target} ${reached ? 'reached' : 'MISSED'}`

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)]!
}

const rounded = (value: number, digits: number) => Number(value.toFixed(digits))
