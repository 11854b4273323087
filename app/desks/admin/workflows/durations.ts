/** A duration as two fields: how many, of what. A letter of ISO 8601; `H` for hours. */
export interface DurationFields {
  amount: string
  unit: string
}

export const UNITS = ['D', 'W', 'M', 'Y', 'H'] as const

/** `P30D` → 30 days. One of several units (`P1M15D`) has no amount: its unit is all of it. */
export function fieldsIn(iso: string): DurationFields {
  const found = /^P(?:(\d+)([DWMY])|T(\d+)(H))$/.exec(iso)
  if (!found) return { amount: '', unit: iso }
  return { amount: found[1] ?? found[3]!, unit: found[2] ?? 'H' }
}

/** What was typed as a duration; null where it is none. */
export function durationOf({ amount, unit }: DurationFields): string | null {
  const known = (UNITS as readonly string[]).includes(unit)
  if (!known) return /^P[\dDWMYTH]{2,18}$/.test(unit) ? unit : null
  if (!/^[1-9]\d{0,2}$/.test(amount)) return null
  return unit === 'H' ? `PT${amount}H` : `P${amount}${unit}`
}
