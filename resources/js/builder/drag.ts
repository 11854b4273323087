/** Where something is dropped: into a page, section or group, at a place there. */
export interface Drop {
  path: string
  into: string
  rank: number
}

const FAR = 6
const CLASSES = ['plan__row--before', 'plan__row--after', 'plan__row--into']

/**
 * Rows of the outline can be drawn with the mouse or a finger. The buttons and the keyboard do the
 * same: this is the third way, and the only one that needs a script.
 */
export function drags(plan: HTMLElement, drop: (where: Drop) => void) {
  plan.addEventListener('pointerdown', (event) => {
    const row = (event.target as Element).closest<HTMLElement>('.plan__row')
    if (!row || event.button !== 0 || event.pointerType === 'touch') return
    begin(plan, row, event, drop)
  })
  // The browser's own way to drag a link would be in the way.
  plan.addEventListener('dragstart', (event) => event.preventDefault())
}

function begin(
  plan: HTMLElement,
  row: HTMLElement,
  down: PointerEvent,
  drop: (where: Drop) => void
) {
  let target: Drop | undefined
  let isMoving = false
  const clear = () => {
    for (const one of plan.querySelectorAll('.plan__row')) one.classList.remove(...CLASSES)
  }
  const move = (event: PointerEvent) => {
    if (!isMoving && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < FAR) {
      return
    }
    isMoving = true
    row.classList.add('plan__row--dragged')
    clear()
    target = targetAt(plan, row, event)
  }
  const end = (event: Event) => {
    for (const [name, handle] of Object.entries(handlers)) {
      removeEventListener(name, handle as EventListener)
    }
    row.classList.remove('plan__row--dragged')
    clear()
    if (!isMoving) return
    // A drag is not a click on the link where it ends.
    addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', swallow, { capture: true }))
    if (event.type === 'pointerup' && target) drop(target)
  }
  const escape = (event: KeyboardEvent) => event.key === 'Escape' && end(event)
  const handlers = { pointermove: move, pointerup: end, pointercancel: end, keydown: escape }
  for (const [name, handle] of Object.entries(handlers)) {
    addEventListener(name, handle as EventListener)
  }
}

function swallow(event: Event) {
  event.preventDefault()
  event.stopPropagation()
}

/** What a drop here would do, and shows it. */
function targetAt(plan: HTMLElement, row: HTMLElement, event: PointerEvent): Drop | undefined {
  const over = document
    .elementFromPoint(event.clientX, event.clientY)
    ?.closest<HTMLElement>('.plan__row')
  if (!over || over === row || !plan.contains(over)) return undefined
  const path = row.dataset.path!
  const isPage = row.dataset.into === ''
  const overPath = over.dataset.path!
  if (overPath.startsWith(`${path}.`)) return undefined

  const { top, height } = over.getBoundingClientRect()
  const part = (event.clientY - top) / height
  if (isPage) {
    const page = overPath.split('.')[0]!
    if (page === path) return undefined
    const isAfter = overPath !== page || part > 0.5
    over.classList.add(isAfter ? 'plan__row--after' : 'plan__row--before')
    return { path, into: '', rank: rankOf(plan, row, '', page, isAfter) }
  }
  const isInto = over.dataset.holds !== undefined && (over.dataset.into === '' || part > 0.35)
  if (isInto) {
    over.classList.add('plan__row--into')
    return { path, into: overPath, rank: 0 }
  }
  const isAfter = part > 0.5
  over.classList.add(isAfter ? 'plan__row--after' : 'plan__row--before')
  const into = over.dataset.into!
  return { path, into, rank: rankOf(plan, row, into, overPath, isAfter) }
}

/** The place among its new neighbours, itself not counted. */
function rankOf(
  plan: HTMLElement,
  row: HTMLElement,
  into: string,
  beside: string,
  isAfter: boolean
): number {
  const neighbours = [...plan.querySelectorAll<HTMLElement>('.plan__row')]
    .filter((one) => one.dataset.into === into && one !== row)
    .map((one) => one.dataset.path)
  return neighbours.indexOf(beside) + (isAfter ? 1 : 0)
}
