import type { Definition } from '../definition.js'
import type { DrawnArrow, DrawnState, Layout } from './layout.js'
import { layoutOf } from './layout.js'
import { stateLabel } from '../status.js'

/** A step that a dossier took, as its journal tells it. */
export interface WayStep {
  /** `undone` takes the step before it back. */
  type: string
  from: string | null
  to: string
}

export interface DiagramState extends DrawnState {
  /** The dossier stands here. */
  isHere: boolean
  /** The numbers of the steps by which it came here: 0 is the submission. */
  visits: number[]
}

export interface DiagramArrow extends DrawnArrow {
  /** The numbers of the steps that went this way. */
  steps: number[]
}

/**
 * A workflow to be drawn as SVG and read as a list. Lengths are in pixels at a letter of
 * 14.
 */
export interface Diagram extends Omit<Layout, 'states' | 'arrows'> {
  states: DiagramState[]
  arrows: DiagramArrow[]
  /** The states through which a dossier came, the last one where it stands; `[]` without a dossier. */
  way: { state: string; label: string }[]
}

/**
 * @param steps what a dossier went through, oldest first: where it stands and the way it came
 */
export function diagram(definition: Definition, steps: WayStep[] = []): Diagram {
  const { width, height, states, arrows } = layoutOf(definition)
  const way = moves(steps)
  const here = way.at(-1)?.to
  const numbers = (goes: (step: WayStep) => boolean) =>
    way.flatMap((step, number) => (goes(step) ? [number] : []))
  return {
    width,
    height,
    way: way.map(({ to }) => ({ state: to, label: stateLabel(definition, to) })),
    states: states.map((drawn) => ({
      ...drawn,
      isHere: drawn.state === here,
      visits: numbers(({ to }) => to === drawn.state),
    })),
    arrows: arrows.map((drawn) => ({
      ...drawn,
      steps: numbers(({ from, to }) => from === drawn.from && to === drawn.to),
    })),
  }
}

/** What moved the dossier and was not taken back. */
function moves(steps: WayStep[]): WayStep[] {
  const kept: WayStep[] = []
  for (const step of steps) {
    if (step.type === 'undone') kept.pop()
    else if (step.from !== step.to) kept.push(step)
  }
  return kept
}
