import { say } from '#forms/say'
import { announce } from '../form/announce.js'
import { addressesFor, type FoundAddress } from './suggestions.js'

const PAUSE = 150
const SHORTEST = 3

/**
 * An ARIA combobox with a list, on a text field that stays one: what is typed is never taken away.
 * Arrows go through the list, Enter takes, Escape closes. How many there are is announced.
 *
 * @param field where one types; its id gives the list its own
 * @param onPick is told what was taken
 */
export function combobox(field: HTMLInputElement, onPick: (picked: FoundAddress) => void) {
  const list = document.createElement('ul')
  list.id = `${field.id}-list`
  list.className = 'combobox__list'
  list.hidden = true
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', say('forms.combobox.list'))
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

  let found: FoundAddress[] = []
  let active = -1
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let isPicking = false

  const close = () => {
    clearTimeout(timer)
    asked++
    list.hidden = true
    active = -1
    field.setAttribute('aria-expanded', 'false')
    field.removeAttribute('aria-activedescendant')
  }

  const mark = (at: number) => {
    active = at
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === at))
      if (index === at) {
        field.setAttribute('aria-activedescendant', option.id)
        option.scrollIntoView({ block: 'nearest' })
      }
    }
    if (at === -1) field.removeAttribute('aria-activedescendant')
  }

  const pick = (at: number) => {
    const picked = found[at]
    if (!picked) return
    close()
    isPicking = true
    onPick(picked)
    isPicking = false
    announce(say('forms.combobox.picked', { address: wordsOf(picked) }))
  }

  const show = (addresses: FoundAddress[]) => {
    found = addresses
    list.replaceChildren(...addresses.map((one, at) => optionOf(one, `${list.id}-${at}`)))
    list.hidden = addresses.length === 0
    field.setAttribute('aria-expanded', String(addresses.length > 0))
    mark(-1)
    const [only] = addresses.length === 1 ? (['forms.combobox.one'] as const) : []
    announce(
      only
        ? say(only)
        : addresses.length > 0
          ? say('forms.combobox.several', { count: addresses.length })
          : say('forms.combobox.none')
    )
  }

  const look = async () => {
    const own = ++asked
    const typed = field.value.trim()
    if (typed.length < SHORTEST) return close()
    const addresses = await addressesFor(typed)
    // An answer that comes late is about something else.
    if (own === asked && addresses && document.activeElement === field) show(addresses)
  }

  field.addEventListener('input', () => {
    if (isPicking) return
    clearTimeout(timer)
    timer = setTimeout(() => void look(), PAUSE)
  })
  field.addEventListener('blur', close)
  field.addEventListener('keydown', (event) => {
    const last = found.length - 1
    const isOpen = !list.hidden
    if (event.key === 'ArrowDown' && !isOpen) return void look()
    if (!isOpen) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => mark(active === last ? 0 : active + 1),
      ArrowUp: () => mark(active <= 0 ? last : active - 1),
      Escape: close,
      ...(active !== -1 && { Enter: () => pick(active) }),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  })
  // Before the field loses the focus.
  list.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    const target = (event.target as Element).closest('[role="option"]')
    if (target) pick([...list.children].indexOf(target))
  })
}

export const wordsOf = ({ label, postcode, city }: FoundAddress) =>
  [label, [postcode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')

function optionOf(address: FoundAddress, id: string): HTMLElement {
  const item = document.createElement('li')
  item.id = id
  item.className = 'combobox__option'
  item.setAttribute('role', 'option')
  item.setAttribute('aria-selected', 'false')
  const town = document.createElement('span')
  town.className = 'combobox__town'
  town.textContent = ` ${[address.postcode, address.city].filter(Boolean).join(' ')}`
  item.append(address.label, town)
  return item
}
