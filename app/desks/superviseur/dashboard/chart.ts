/** Columns side by side, one of each series at each step. */
export interface Chart {
  id: string
  title: string
  /** What it shows, in words, for who does not see it. */
  description: string
  series: { label: string; look: Look }[]
  /** In the units of the drawing, `WIDTH` by `HEIGHT`, which is stretched to the room there is. */
  columns: { x: number; y: number; width: number; height: number; look: Look }[]
  /** Under the steps; an empty one where there is no room. */
  ticks: string[]
  /** The top and the middle of the scale. */
  top: number
  middle: number | null
}

/** Full or hatched: told apart without a colour. */
export type Look = 'full' | 'hatched'

export const WIDTH = 1000
export const HEIGHT = 200

/** As many words as fit under a drawing on a phone. */
const MOST_TICKS = 7

interface Drawn {
  id: string
  title: string
  description: string
  series: { label: string; look: Look; values: number[] }[]
  ticks: string[]
}

export function draw({ id, title, description, series, ticks }: Drawn): Chart {
  const top = roundUp(Math.max(1, ...series.flatMap(({ values }) => values)))
  const room = WIDTH / Math.max(1, ticks.length)
  const width = (room * 0.76) / series.length
  const columns = series.flatMap(({ values, look }, at) =>
    values.map((value, step) => {
      const height = (HEIGHT * value) / top
      const x = step * room + room * 0.12 + at * width
      return {
        x: round(x),
        y: round(HEIGHT - height),
        width: round(width),
        height: round(height),
        look,
      }
    })
  )
  const every = Math.ceil(ticks.length / MOST_TICKS)
  return {
    id,
    title,
    description,
    series: series.map(({ label, look }) => ({ label, look })),
    columns: columns.filter(({ height }) => height > 0),
    ticks: ticks.map((tick, step) => (step % every === 0 ? tick : '')),
    top,
    middle: top % 2 === 0 ? top / 2 : null,
  }
}

/** To a round number, so that a scale is read at a glance. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return Math.round([1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value)! * power)
}

const round = (value: number) => Math.round(value * 10) / 10
