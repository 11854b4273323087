import { t } from '#shared/translate'

/** « le jour même », « 3 jours »; an em dash where nothing was counted. */
export const daysText = (days: number | null) =>
  days === null ? '—' : t('superviseur.figures.days', { count: days })

/** « 12 de plus qu’en octobre ». */
export function change(now: number, before: number, than: string): string {
  if (now === before) return t('superviseur.figures.same', { than })
  const key = now > before ? 'more' : 'less'
  return t(`superviseur.figures.${key}`, { count: Math.abs(now - before), than })
}

/** « 2 jours de plus qu’en octobre »; nothing where one of the two has nothing to compare. */
export function daysChange(now: number | null, before: number | null, than: string): string {
  if (now === null || before === null) return ''
  if (now === before) return t('superviseur.figures.same', { than })
  const key = now > before ? 'days_more' : 'days_less'
  return t(`superviseur.figures.${key}`, { count: Math.abs(now - before), than })
}
