export interface Figures {
  /** The median. */
  ms: number
  p95_ms: number
}

export function figuresOf(times: number[]): Figures {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number) => Number(sorted[Math.floor((sorted.length - 1) * part)]!.toFixed(1))
  return { ms: at(0.5), p95_ms: at(0.95) }
}
