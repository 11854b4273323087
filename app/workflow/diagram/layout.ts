import { Graph, layout as place } from '@dagrejs/dagre'
import { inOrder } from '../compiled.js'
import type { Definition, Final, Holder } from '../definition.js'
import { type Point, arrowhead, curve, round } from './curve.js'
import { type Block, LINE, block, wrap } from './measure.js'
import { type Way, waysOf } from './ways.js'

/** A rectangle by its upper left corner. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

export interface DrawnState extends Box {
  state: string
  label: string
  lines: string[]
  holder: Holder | null
  final: Final | null
  isStart: boolean
  /** What may be done here; it may lead back here. */
  ways: (Way & { toLabel: string })[]
}

/** All the actions from one state to another, drawn as one arrow. */
export interface DrawnArrow {
  from: string
  to: string
  ways: Way[]
  /** Nobody takes any of them by hand. */
  automatic: boolean
  /** The `d` of the line, and that of its head. */
  line: string
  head: string
  label: Box & { lines: string[] }
}

/** A workflow drawn, in pixels at a letter of 14. */
export interface Layout {
  width: number
  height: number
  states: DrawnState[]
  arrows: DrawnArrow[]
}

const MARGIN = 12
const PADDING = { x: 14, y: 9 }
const MOST = { state: 22, action: 16 }

const drawn = new WeakMap<Definition, Layout>()

/** Drawn once for each definition: a published one is frozen, and a draft is a new object. */
export function layoutOf(definition: Definition): Layout {
  let found = drawn.get(definition)
  if (!found) drawn.set(definition, (found = lay(definition)))
  return found
}

function lay(definition: Definition): Layout {
  const { states, order } = definition
  const keys = startFirst(definition, inOrder(states, order?.states))
  const ways = waysOf(definition)
  const arrows = arrowsOf(ways.filter(({ from, to }) => from !== to))
  const texts = new Map(keys.map((key) => [key, block(wrap(states[key]!.label, MOST.state))]))

  const placed = new Graph()
    .setGraph({
      rankdir: 'TB',
      nodesep: 18,
      edgesep: 8,
      ranksep: 30,
      marginx: MARGIN,
      marginy: MARGIN,
    })
    .setDefaultEdgeLabel(() => ({}))
  for (const [key, text] of texts) placed.setNode(node(key), sizeOf(text))
  for (const { from, to, text } of arrows) {
    placed.setEdge(node(from), node(to), {
      width: text.width + 8,
      height: text.height + 4,
      labelpos: 'c',
    })
  }
  place(placed)

  const { width = 0, height = 0 } = placed.graph()
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    states: keys.map((key) => ({
      ...stateOf(definition, key, ways),
      ...corner(placed.node(node(key)) as Box),
      lines: texts.get(key)!.lines,
    })),
    arrows: arrows.map(({ text, ...arrow }) => {
      const { points, ...label } = placed.edge(node(arrow.from), node(arrow.to)) as Box & {
        points: Point[]
      }
      return {
        ...arrow,
        line: curve(points),
        head: arrowhead(points),
        label: { ...corner(label), lines: text.lines },
      }
    }),
  }
}

/** Not the bare key: the layout trips over a state that is called `constructor`. */
const node = (state: string) => `_${state}`

/** The layout keeps what it meets first on top. */
function startFirst({ start }: Definition, keys: string[]): string[] {
  return keys.includes(start) ? [start, ...keys.filter((key) => key !== start)] : keys
}

interface Arrow extends Pick<DrawnArrow, 'from' | 'to' | 'ways' | 'automatic'> {
  text: Block
}

function arrowsOf(ways: Way[]): Arrow[] {
  const groups = Map.groupBy(ways, ({ from, to }) => `${from} ${to}`)
  return [...groups.values()].map((group) => {
    const { from, to } = group[0]!
    return {
      from,
      to,
      ways: group,
      automatic: group.every(({ by }) => by.every((role) => role === 'system')),
      text: block(group.flatMap(({ label }) => wrap(label, MOST.action))),
    }
  })
}

/** One line more than the label, for who has the dossier there. */
function sizeOf({ width, height }: Block) {
  return { width: Math.max(width, 84) + 2 * PADDING.x, height: height + LINE + 2 * PADDING.y }
}

function stateOf({ states, start, actions, order }: Definition, state: string, all: Way[]) {
  const { label, holder = null, final = null } = states[state]!
  const keys = inOrder(actions, order?.actions)
  const ways = all
    .filter(({ from }) => from === state)
    .sort((a, b) => keys.indexOf(a.action) - keys.indexOf(b.action))
    .map((way) => ({ ...way, toLabel: states[way.to]!.label }))
  return { state, label, holder, final, isStart: state === start, ways }
}

/** From the middle, where the layout says it, to the corner from which it is drawn. */
function corner({ x, y, width, height }: Box): Box {
  return { x: round(x - width / 2), y: round(y - height / 2), width, height }
}
