import { announce } from './form/announce.js'

/** What a list of suggestions is made of: a long list of a form, or the street base. */
export interface Source<Item> {
  /** What the list is called. */
  label: string
  /** What goes with what is typed; nothing where that is too short, or cannot be known now. */
  offer(typed: string): Item[] | undefined | Promise<Item[] | undefined>
  /** What is offered to who has not typed yet, by an arrow or a click; `offer` when missing. */
  all?(): Item[]
  content(item: Item): (string | Node)[]
  /** Puts it in the field. */
  take(item: Item): void
  /** For those who do not see the list. */
  count(offered: number): string
  taken(item: Item): string
  /** How long typing rests before it is looked at, in ms. */
  pause?: number
}

let made = 0

/**
 * An ARIA combobox with a list, on a text field that stays one: what is typed is never taken away.
 * Arrows go through the list, Enter takes, Escape closes. How many there are is announced.
 */
export function combobox<Item>(field: HTMLInputElement, source: Source<Item>) {
  const list = document.createElement('ul')
  list.id = `combobox-${++made}`
  list.className = 'combobox__list'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', source.label)
  const holder = document.createElement('div')
  holder.className = 'combobox'
  holder.append(list)
  // React owns the field and its neighbours: ours come after them.
  field.parentElement!.append(holder)

  field.setAttribute('role', 'combobox')
  field.setAttribute('aria-autocomplete', 'list')
  field.setAttribute('aria-controls', list.id)
  field.setAttribute('aria-expanded', 'false')
  field.autocomplete = 'off'

  let offered: Item[] = []
  let active = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let isTaking = false

  const close = () => {
    clearTimeout(timer)
    asked++
    list.hidden = true
    active = -1
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  const mark = (at: number) => {
    active = offered.length === 0 ? -1 : (at + offered.length) % offered.length
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === active))
    }
    const option = list.children[active]
    if (!option) return
    field.setAttribute('aria-activedescendant', option.id)
    option.scrollIntoView({ block: 'nearest' })
  }

  const take = (at: number) => {
    const item = offered[at]
    if (item === undefined) return
    close()
    isTaking = true
    source.take(item)
    isTaking = false
    announce(source.taken(item))
  }

  const show = (items: Item[]) => {
    offered = items
    list.replaceChildren(
      ...items.map((item, at) => optionOf(source.content(item), `${list.id}-${at}`))
    )
    list.hidden = items.length === 0
    active = -1
    field.removeAttribute('aria-activedescendant')
    field.setAttribute('aria-expanded', String(items.length > 0))
    announce(source.count(items.length))
  }

  const look = async (isTyped: boolean) => {
    const own = ++asked
    const found = isTyped || !source.all ? source.offer(field.value.trim()) : source.all()
    const items = found instanceof Promise ? await found : found
    // An answer that comes late is about something else.
    if (own !== asked || document.activeElement !== field) return
    if (items) show(items)
    else close()
  }

  field.addEventListener('input', () => {
    if (isTaking) return
    clearTimeout(timer)
    if (source.pause) timer = setTimeout(() => void look(true), source.pause)
    else void look(true)
  })
  field.addEventListener('click', () => {
    if (source.all && list.hidden) void look(false)
  })
  field.addEventListener('blur', close)
  field.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const move = () => mark(active === -1 && step < 0 ? -1 : active + step)
      if (list.hidden) void look(false).then(move)
      else move()
    } else if (event.key === 'Enter' && active !== -1) {
      event.preventDefault()
      take(active)
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    }
  })
  // The field keeps the focus.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role="option"]') : null
    if (option) take([...list.children].indexOf(option))
  })
}

function optionOf(content: (string | Node)[], id: string): HTMLElement {
  const option = document.createElement('li')
  option.id = id
  option.className = 'combobox__option'
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  option.append(...content)
  return option
}
