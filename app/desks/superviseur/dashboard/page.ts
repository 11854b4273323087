import { DateTime } from 'luxon'
import type { HttpContext } from '@adonisjs/core/http'
import { type Sheet, sheetOf, SHEETS } from '#desks/superviseur/dashboard/sheets'
import { change, daysChange, daysText } from '#desks/superviseur/dashboard/words'
import { DESK, LIST } from '#desks/superviseur/desk'
import Demarche from '#catalogue/demarche'
import { listAddress, readListRequest } from '#reporting/list_request'
import { type Period, periodQuery, PERIODS, readPeriod } from '#reporting/figures/period'
import { CLOSED, countOf, type Kind, meanOf, quantileOf } from '#reporting/figures/tallies'
import { type Figures, figures } from '#reporting/queries/figures'
import { isUuid } from '#shared/matchers'
import { t } from '#shared/translate'

export const PATH = '/superviseur'

export interface Asked {
  period: Period
  demarche: { id: string; title: string } | null
  figures: Figures
  /** What the address of these figures says. */
  query: Record<string, string>
}

/** The figures that an address asks for. */
export async function figuresAsked({ request }: HttpContext): Promise<Asked> {
  const today = DateTime.now().setZone('Europe/Paris')
  const period = readPeriod(request.qs(), today)
  const id = String(request.qs().demarche ?? '')
  const demarche = isUuid(id) ? await Demarche.find(id) : null
  return {
    period,
    demarche: demarche && { id: demarche.id, title: demarche.title },
    figures: await figures(period, demarche?.id ?? null, today),
    query: { ...periodQuery(period), ...(demarche ? { demarche: demarche.id } : {}) },
  }
}

interface Stat {
  label: string
  figure: string
  note: string
  href?: string
  tone?: string
}

/** What the mayor asks, first: each figure with what it was before. */
export function headlines({ period, figures: shown, demarche }: Asked): Stat[] {
  const [now, before] = [shown.now.all?.[''], shown.before.all?.['']]
  const counted = (name: string, kinds: readonly Kind[], rest: Partial<Stat> = {}): Stat => {
    const [count, former] = [countOf(now, kinds), countOf(before, kinds)]
    return {
      label: t(`superviseur.figures.stat.${name}`),
      figure: t('superviseur.overview.figure', { count }),
      note: change(count, former, period.than),
      ...rest,
    }
  }
  const delay = (name: string, kinds: readonly Kind[]): Stat => {
    const [median, former] = [quantileOf(now, kinds, 0.5), quantileOf(before, kinds, 0.5)]
    const most = quantileOf(now, kinds, 0.9)
    const nine = most === null ? '' : t('superviseur.figures.nine', { days: daysText(most) })
    return {
      label: t(`superviseur.figures.stat.${name}`),
      figure: daysText(median),
      note: [nine, daysChange(median, former, period.than)].filter(Boolean).join(' · '),
    }
  }
  const received = listAddress(
    LIST,
    {
      ...readListRequest({}, DESK),
      from: period.from,
      until: period.until,
      demarcheId: demarche?.id,
    },
    DESK
  )
  return [
    counted('received', ['received'], { href: received, tone: 'info' }),
    counted('closed', CLOSED, { tone: 'success' }),
    waiting(shown),
    delay('first', ['first']),
    delay('closing', CLOSED),
    counted('refused', ['refused']),
    counted('corrections', ['correction']),
    ease(shown),
  ]
}

function waiting({ waiting: { start, end } }: Figures): Stat {
  return {
    label: t('superviseur.figures.stat.waiting'),
    figure: t('superviseur.overview.figure', { count: end }),
    note: change(end, start, t('superviseur.figures.than_start')),
    href: '/superviseur/charge',
    tone: 'warning',
  }
}

function ease({ now }: Figures): Stat {
  const cell = now.all?.['']
  const mean = meanOf(cell, 'feedback')
  return {
    label: t('superviseur.figures.stat.ease'),
    figure:
      mean === null
        ? '—'
        : t('superviseur.figures.ease', { mean: mean.toFixed(1).replace('.', ',') }),
    note: t('superviseur.figures.feedbacks', { count: countOf(cell, ['feedback']) }),
    href: '/superviseur/avis',
  }
}

/** The subjects, each with the address of its file; those of which there is nothing are left out. */
export function sheets({ figures: shown, query }: Asked): (Sheet & { file: string })[] {
  return SHEETS.map((name) => ({
    ...sheetOf(name, shown),
    file: `${PATH}/chiffres.csv?${new URLSearchParams({ tableau: name, ...query })}`,
  })).filter(({ rows }) => rows.some(({ cells }) => cells.some(({ value }) => value)))
}

/** The periods by their names, as links that keep the démarche. */
export function periodTabs({ period, demarche }: Asked) {
  return PERIODS.map((name) => ({
    label: t(`superviseur.figures.period.${name}`),
    href: `${PATH}?${new URLSearchParams({ periode: name, ...(demarche ? { demarche: demarche.id } : {}) })}`,
    current: period.name === name,
  }))
}
