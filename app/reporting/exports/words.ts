import { chipsOf } from '#reporting/chips'
import type { ListRequest } from '#reporting/list_request'
import { filterChoices } from '#reporting/queries/filter_choices'
import { type Tray, viewOf } from '#reporting/trays'
import { understand } from '#reporting/understood'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'

/** A list in words, as the register of exports keeps it: its view, then all that narrows it. */
export async function wordsOf(request: ListRequest, trays: readonly Tray[]): Promise<string> {
  const choices = await filterChoices(trays)
  const { questions } = await understand(request, choices)
  const chips = chipsOf(request, choices, questions, () => '')
  return [
    t(`list.caption.${viewOf(request.tray)}`),
    ...chips.map(({ name, values }) => t(`list.chip.${name}`, inFrench(name, values))),
  ].join(' · ')
}

/** Days as people write them; `from` and `until` are days in some of the texts only. */
function inFrench(name: string, values: Record<string, string>): Record<string, string> {
  const areDays = values.day !== undefined || name.startsWith('day_')
  const entries = Object.entries(values).map(([key, value]) =>
    areDays && ['day', 'from', 'until'].includes(key)
      ? [key, formatters.shortDate(value)]
      : [key, value]
  )
  return Object.fromEntries(entries)
}
