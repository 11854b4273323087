export interface Point {
  x: number
  y: number
}

const HEAD = { length: 10, half: 5 }

/**
 * The line through all the points of a way, bent at each as its neighbours ask (Catmull-Rom), as the
 * `d` of an SVG path: what is written halfway stays on its line.
 */
export function curve(points: Point[]): string {
  const parts = points.slice(1).map((end, index) => {
    const start = points[index]!
    const before = points[index - 1] ?? start
    const after = points[index + 2] ?? end
    const leave = { x: start.x + (end.x - before.x) / 8, y: start.y + (end.y - before.y) / 8 }
    const reach = { x: end.x - (after.x - start.x) / 8, y: end.y - (after.y - start.y) / 8 }
    return `C${at(leave)} ${at(reach)} ${at(end)}`
  })
  return `M${at(points[0]!)} ${parts.join(' ')}`
}

/** The head of an arrow that ends where the way does. */
export function arrowhead(points: Point[]): string {
  const tip = points.at(-1)!
  const before = points.at(-2)!
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1
  const [dx, dy] = [(tip.x - before.x) / length, (tip.y - before.y) / length]
  const foot = { x: tip.x - dx * HEAD.length, y: tip.y - dy * HEAD.length }
  const side = { x: -dy * HEAD.half, y: dx * HEAD.half }
  const left = { x: foot.x + side.x, y: foot.y + side.y }
  const right = { x: foot.x - side.x, y: foot.y - side.y }
  return `M${at(tip)} L${at(left)} L${at(right)} Z`
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`
}

/** A tenth of a pixel is more than anyone sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10
}
