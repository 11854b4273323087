import type { Scores } from './phone.js'

export interface Report {
  /** Requests per second of the page, by those of a bare route with one SELECT. */
  form_page: { ratio: number }
  rerender_24: { p50_ms: number }
  address_autocomplete: { p95_ms: number }
  script_before: { kb_gz: number }
  script_total: { kb_gz: number }
  lighthouse: Record<'home' | 'form' | 'follow', Scores>
}

/** Each figure, what it has to reach, and whether it does. */
export function tableOf(report: Report): string {
  const { form_page: page, rerender_24: again, address_autocomplete: addresses } = report
  const { script_before: before, script_total: total, lighthouse } = report
  const rows: [string, number, '≥' | '≤', number][] = [
    ['form_page.ratio', page.ratio, '≥', 0.7],
    ['rerender_24.p50_ms', again.p50_ms, '≤', 15],
    ['address_autocomplete.p95_ms', addresses.p95_ms, '≤', 30],
    ['script_before.kb_gz', before.kb_gz, '≤', 15],
    ['script_total.kb_gz', total.kb_gz, '≤', 140],
    ...Object.entries(lighthouse).flatMap(([name, scores]): typeof rows => [
      [`lighthouse.${name}.performance`, scores.performance, '≥', 95],
      [`lighthouse.${name}.accessibility`, scores.accessibility, '≥', 100],
    ]),
  ]
  return rows
    .map(([name, value, sign, target]) => {
      const reached = sign === '≥' ? value >= target : value <= target
      const verdict = reached ? 'reached' : 'MISSED'
      return `${name.padEnd(32)}${String(value).padStart(8)}  ${sign} ${target} ${verdict}`
    })
    .join('\n')
}
