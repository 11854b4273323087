/** One place up or down, or to a place from 0 on. */
export type Step = 'haut' | 'bas' | number

/** The list with one of its elements elsewhere; as it is where that is beyond its ends. */
export function arranged<T>(list: readonly T[], at: number, step: Step): T[] {
  const wanted = step === 'haut' ? at - 1 : step === 'bas' ? at + 1 : step
  const to = Math.max(0, Math.min(list.length - 1, wanted))
  const rest = list.filter((_, index) => index !== at)
  return [...rest.slice(0, to), list[at]!, ...rest.slice(to)]
}

/** What a button or a drag asks for: `<key>:haut`, `<key>:bas`, `<key>:<place>`; null for anything else. */
export function readStep(asked: unknown): { key: string; step: Step } | null {
  const text = typeof asked === 'string' ? asked : ''
  const [, key, step] = /^(.{1,200}):(haut|bas|\d{1,4})$/.exec(text) ?? []
  if (key === undefined || step === undefined) return null
  return { key, step: step === 'haut' || step === 'bas' ? step : Number(step) }
}
