import { type Chart, draw } from '#desks/superviseur/dashboard/chart'
import { stepsOf } from '#desks/superviseur/dashboard/series'
import { daysText } from '#desks/superviseur/dashboard/words'
import { DESK, LIST } from '#desks/superviseur/desk'
import { listAddress, type ListRequest, readListRequest } from '#reporting/list_request'
import type { Figures } from '#reporting/queries/figures'
import { type Cell, CLOSED, countOf, quantileOf } from '#reporting/figures/tallies'
import { t } from '#shared/translate'

/** One subject: a table, perhaps drawn, and taken away as a file. */
export interface Sheet {
  name: SheetName
  title: string
  heads: string[]
  rows: SheetRow[]
  chart?: Chart
}

export interface SheetRow {
  label: string
  href?: string
  /** For the file, and for the page. */
  cells: { value: number | null; text: string }[]
  /** How much of the largest, from 0 to 100. */
  bar?: number
}

export const SHEETS = [
  'evolution',
  'demarches',
  'delais',
  'motifs',
  'services',
  'agents',
  'canaux',
  'jours',
] as const

export type SheetName = (typeof SHEETS)[number]

/** The last days of each step of delays; what is longer comes after. */
const DELAYS = [0, 2, 7, 15, 30, 60]

/** Of these figures, those of a subject. */
export function sheetOf(name: SheetName, figures: Figures): Sheet {
  return { ...MAKERS[name](figures), name, title: t(`superviseur.figures.${name}.title`) }
}

type Made = Omit<Sheet, 'name' | 'title'>

const MAKERS: Record<SheetName, (figures: Figures) => Made> = {
  evolution: ({ period, now }) => {
    const steps = stepsOf(period)
    const of = (kinds: Parameters<typeof countOf>[1]) =>
      steps.map(({ days }) => days.reduce((sum, day) => sum + countOf(now.day?.[day], kinds), 0))
    const [received, closed] = [of(['received']), of(CLOSED)]
    const series = [
      { label: head('received'), look: 'full' as const, values: received },
      { label: head('closed'), look: 'hatched' as const, values: closed },
    ]
    return {
      heads: [head('when'), head('received'), head('closed')],
      rows: steps.map(({ label }, at) => ({
        label,
        cells: [count(received[at]!), count(closed[at]!)],
      })),
      chart: drawn('evolution', series, steps),
    }
  },

  demarches: ({ now, names, period }) => ({
    heads: [
      head('demarche'),
      head('received'),
      head('closed'),
      head('refused'),
      head('corrections'),
      head('median'),
      head('decile'),
    ],
    rows: ranked(now.demarche, ['received', ...CLOSED], (id, cell) => ({
      label: names.get(id) ?? t('superviseur.figures.gone'),
      href: listOf({ demarcheId: id, from: period.from, until: period.until }),
      cells: [
        count(countOf(cell, ['received'])),
        count(countOf(cell, CLOSED)),
        count(countOf(cell, ['refused'])),
        count(countOf(cell, ['correction'])),
        ...delays(cell),
      ],
    })),
  }),

  delais: ({ now }) => {
    const cell = now.all?.['']
    const first = inDelays(cell, ['first'])
    const closed = inDelays(cell, CLOSED)
    const steps = [...DELAYS, null].map((last, at) => ({
      label: delayLabel(at, last),
      short: delayShort(at, last),
    }))
    const series = [
      { label: head('first'), look: 'full' as const, values: first },
      { label: head('closing'), look: 'hatched' as const, values: closed },
    ]
    return {
      heads: [head('delay'), head('first'), head('closing')],
      rows: steps.map(({ label }, at) => ({
        label,
        cells: [count(first[at]!), count(closed[at]!)],
      })),
      chart: drawn('delais', series, steps),
    }
  },

  motifs: ({ now }) => {
    const refused = countOf(now.all?.[''], ['refused'])
    const rows = ranked(now.reason, ['refused'], (label, cell) => ({
      label,
      cells: [count(countOf(cell, ['refused']))],
    }))
    const rest = refused - rows.reduce((sum, { cells }) => sum + cells[0]!.value!, 0)
    const none = { label: t('superviseur.figures.no_reason'), cells: [count(rest)] }
    return {
      heads: [head('reason'), head('refused')],
      rows: barred(rest > 0 ? [...rows, none] : rows),
    }
  },

  services: ({ now, names }) => ({
    heads: [
      head('service'),
      head('transferred'),
      head('closed'),
      head('corrections'),
      head('median'),
      head('decile'),
    ],
    rows: ranked(now.service, ['transferred', ...CLOSED, 'correction', 'first'], (id, cell) => ({
      label: names.get(id) ?? t('superviseur.figures.gone'),
      href: listOf({ serviceId: id }),
      cells: [
        count(countOf(cell, ['transferred'])),
        count(countOf(cell, CLOSED)),
        count(countOf(cell, ['correction'])),
        ...delays(cell),
      ],
    })),
  }),

  agents: ({ now, names }) => ({
    heads: [
      head('agent'),
      head('first_count'),
      head('transferred'),
      head('corrections'),
      head('closed'),
      head('median'),
    ],
    rows: ranked(now.agent, ['first', 'transferred', 'correction', ...CLOSED], (id, cell) => ({
      label: names.get(id) ?? t('superviseur.figures.gone'),
      cells: [
        count(countOf(cell, ['first'])),
        count(countOf(cell, ['transferred'])),
        count(countOf(cell, ['correction'])),
        count(countOf(cell, CLOSED)),
        days(quantileOf(cell, CLOSED, 0.5)),
      ],
    })),
  }),

  canaux: ({ now }) => ({
    heads: [head('channel'), head('received'), head('closed'), head('median')],
    rows: ranked(now.channel, ['received', ...CLOSED], (channel, cell) => ({
      label: t(`list.channel.${channel}`),
      cells: [
        count(countOf(cell, ['received'])),
        count(countOf(cell, CLOSED)),
        days(quantileOf(cell, CLOSED, 0.5)),
      ],
    })),
  }),

  jours: ({ now }) => {
    const steps = [1, 2, 3, 4, 5, 6, 7].map((day) => ({
      label: t(`superviseur.figures.weekday_${day}`),
      short: t(`superviseur.figures.weekday_${day}`).slice(0, 3),
      cell: now.weekday?.[day],
    }))
    const received = steps.map(({ cell }) => countOf(cell, ['received']))
    const closed = steps.map(({ cell }) => countOf(cell, CLOSED))
    const series = [
      { label: head('received'), look: 'full' as const, values: received },
      { label: head('closed'), look: 'hatched' as const, values: closed },
    ]
    return {
      heads: [head('weekday'), head('received'), head('closed')],
      rows: steps.map(({ label }, at) => ({
        label,
        cells: [count(received[at]!), count(closed[at]!)],
      })),
      chart: drawn('jours', series, steps),
    }
  },
}

const head = (name: string) => t(`superviseur.figures.head.${name}`)

const count = (value: number) => ({
  value,
  text: t('superviseur.overview.figure', { count: value }),
})

const days = (value: number | null) => ({ value, text: daysText(value) })

const delays = (cell: Cell | undefined) => [
  days(quantileOf(cell, CLOSED, 0.5)),
  days(quantileOf(cell, CLOSED, 0.9)),
]

/** A row for each key of a dimension, the most first, each with its bar. */
function ranked(
  cells: Record<string, Cell> | undefined,
  kinds: Parameters<typeof countOf>[1],
  row: (key: string, cell: Cell) => SheetRow
): SheetRow[] {
  const rows = Object.entries(cells ?? {})
    .filter(([, cell]) => countOf(cell, kinds) > 0)
    .map(([key, cell]) => row(key, cell))
  const size = (one: SheetRow) => one.cells[0]!.value ?? 0
  return barred(
    rows.sort((one, other) => size(other) - size(one) || one.label.localeCompare(other.label, 'fr'))
  )
}

function barred(rows: SheetRow[]): SheetRow[] {
  const most = Math.max(1, ...rows.map(({ cells }) => cells[0]!.value ?? 0))
  return rows.map((row) => ({ ...row, bar: Math.round((1000 * row.cells[0]!.value!) / most) / 10 }))
}

function inDelays(cell: Cell | undefined, kinds: Parameters<typeof countOf>[1]): number[] {
  const counts = [...DELAYS, null].map(() => 0)
  for (const kind of kinds) {
    for (const [value, n] of Object.entries(cell?.[kind] ?? {})) {
      const at = DELAYS.findIndex((last) => Number(value) <= last)
      counts[at === -1 ? DELAYS.length : at]! += n
    }
  }
  return counts
}

function delayLabel(at: number, last: number | null): string {
  if (at === 0) return daysText(0)
  if (last === null) return t('superviseur.figures.delay_over', { days: DELAYS.at(-1)! })
  return t('superviseur.figures.delay_between', { from: DELAYS[at - 1]! + 1, until: last })
}

function delayShort(at: number, last: number | null): string {
  if (at === 0) return '0'
  return last === null ? `> ${DELAYS.at(-1)}` : `${DELAYS[at - 1]! + 1}–${last}`
}

function drawn(
  name: 'evolution' | 'delais' | 'jours',
  series: Parameters<typeof draw>[0]['series'],
  steps: { label: string; short: string }[]
): Chart {
  return draw({
    id: name,
    title: t(`superviseur.figures.${name}.title`),
    description: series.map((one) => describe(one, steps)).join(' '),
    series,
    ticks: steps.map(({ short }) => short),
  })
}

/** « Reçues : 128 en tout, au plus 23 (12 novembre). » */
function describe(
  { label, values }: { label: string; values: number[] },
  steps: { label: string }[]
) {
  const most = Math.max(0, ...values)
  const sum = values.reduce((one, other) => one + other, 0)
  const where = steps[values.indexOf(most)]?.label ?? ''
  return t('superviseur.figures.described', { label, sum, most, where })
}

function listOf(wanted: Partial<ListRequest>): string {
  return listAddress(LIST, { ...readListRequest({}, DESK), ...wanted }, DESK)
}
