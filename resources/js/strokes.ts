import { say } from '#forms/say'
import { LONGEST_PATH, PAD } from '#forms/types/strokes/strokes'
import { fill } from './fields.js'
import { announce } from './form/announce.js'

type Point = [x: number, y: number]

/** Of two points of a stroke, in the units of the pad: what lies closer is not seen. */
const CLOSEST = 3

/** A pad to sign on, with a finger, a pen or a mouse: each stroke is kept as soon as it ends. */
export default function enhanceStrokes(element: HTMLElement) {
  const kept = element.querySelector<HTMLInputElement>('input[type="hidden"]')!
  const pad = element.querySelector<SVGSVGElement>('svg')!
  const path = pad.querySelector('path')!
  const erase = element.querySelector<HTMLButtonElement>('button')!
  const underWay = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  pad.append(underWay)
  element.dataset.alive = ''
  erase.hidden = kept.value === ''

  const keep = (drawn: string) => {
    // Where no React watches over them.
    path.setAttribute('d', drawn)
    pad.setAttribute('aria-label', say(drawn ? 'forms.strokes.drawn' : 'forms.strokes.empty'))
    erase.hidden = drawn === ''
    fill(kept, drawn)
  }

  let points: Point[] = []
  pad.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary || event.button !== 0) return
    event.preventDefault()
    pad.setPointerCapture(event.pointerId)
    points = [pointOf(event, pad)]
    underWay.setAttribute('d', pathOf(points))
  })
  pad.addEventListener('pointermove', (event) => {
    if (!event.isPrimary || points.length === 0) return
    const point = pointOf(event, pad)
    if (distance(points.at(-1)!, point) < CLOSEST) return
    points.push(point)
    underWay.setAttribute('d', pathOf(points))
  })
  const lift = (event: PointerEvent) => {
    if (!event.isPrimary || points.length === 0) return
    const drawn = kept.value + pathOf(points)
    points = []
    underWay.removeAttribute('d')
    if (drawn.length > LONGEST_PATH) return
    if (kept.value === '') announce(say('forms.strokes.drawn'))
    keep(drawn)
  }
  pad.addEventListener('pointerup', lift)
  pad.addEventListener('pointercancel', lift)
  erase.addEventListener('click', () => {
    keep('')
    // The button is gone: the focus goes to what was there before the pad.
    const fields = [...(element.parentElement?.querySelectorAll<HTMLElement>('input') ?? [])]
    fields.find((field) => field.id && field.getAttribute('type') !== 'hidden')?.focus()
    announce(say('forms.strokes.erased'))
  })
}

function pointOf({ clientX, clientY }: PointerEvent, pad: SVGSVGElement): Point {
  const { left, top, width, height } = pad.getBoundingClientRect()
  return [
    within(((clientX - left) / width) * PAD.width, PAD.width),
    within(((clientY - top) / height) * PAD.height, PAD.height),
  ]
}

const within = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), most))

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(ax - bx, ay - by)

/** A stroke of one point is a dot, such as that of an i. */
function pathOf([first, ...rest]: Point[]): string {
  let [x, y] = first!
  const steps = rest.map(([nextX, nextY]) => {
    const step = `${nextX - x} ${nextY - y}`
    ;[x, y] = [nextX, nextY]
    return step
  })
  return `M${first!.join(' ')}l${steps.join(' ') || '0 0'}`
}
