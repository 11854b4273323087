import { fill } from './fields.js'
import { labelOf, replaceSelect } from './replace_select.js'

const MOST = 50
let made = 0

/** A long list that is searched by typing: every word, wherever it stands, accents or not. */
export default function combobox(element: HTMLElement) {
  const select = element as HTMLSelectElement
  const options = [...select.options].filter(({ value }) => value !== '')
  const id = `combobox-${++made}`
  const input = Object.assign(document.createElement('input'), {
    type: 'text',
    className: 'input',
    autocomplete: 'off',
    value: textOf(select),
  })
  const list = Object.assign(document.createElement('ul'), { className: 'combobox__list', id })
  const attributes = {
    'role': 'combobox',
    'aria-label': labelOf(select),
    'aria-autocomplete': 'list',
    'aria-controls': id,
    'aria-expanded': 'false',
  }
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value)
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', labelOf(select))
  list.hidden = true
  let shown: HTMLOptionElement[] = []
  let active = -1

  const close = () => {
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const choose = (option: HTMLOptionElement | undefined) => {
    fill(select, option?.value ?? '')
    input.value = option?.text ?? ''
    close()
  }
  const mark = (at: number) => {
    active = shown.length === 0 ? -1 : (at + shown.length) % shown.length
    for (const [index, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(index === active))
    }
    if (active === -1) return
    input.setAttribute('aria-activedescendant', list.children[active]!.id)
    list.children[active]!.scrollIntoView({ block: 'nearest' })
  }
  const open = (typed: string) => {
    shown = options.filter(({ text }) => matches(text, typed)).slice(0, MOST)
    list.replaceChildren(...shown.map(({ text }, index) => itemOf(text, `${id}-${index}`)))
    list.hidden = shown.length === 0
    active = -1
    input.removeAttribute('aria-activedescendant')
    input.setAttribute('aria-expanded', String(shown.length > 0))
  }

  input.addEventListener('input', () => open(input.value))
  input.addEventListener('click', () => list.hidden && open(''))
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      if (list.hidden) open('')
      mark(active === -1 && step < 0 ? -1 : active + step)
    } else if (event.key === 'Enter' && active !== -1) {
      event.preventDefault()
      choose(shown[active])
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    }
  })
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', ({ target }) => {
    const item = target instanceof Element ? target.closest('li') : null
    if (item) choose(shown[[...list.children].indexOf(item)])
  })
  // What was typed in full is chosen; what is none of the list gives way to what was.
  input.addEventListener('blur', () => {
    const same = options.find(({ text }) => folded(text) === folded(input.value))
    if (same ? same.value !== select.value : input.value === '' && select.value !== '') choose(same)
    input.value = textOf(select)
    close()
  })
  replaceSelect(select, input, list)
}

function itemOf(text: string, id: string): HTMLElement {
  const item = Object.assign(document.createElement('li'), { id, textContent: text })
  item.setAttribute('role', 'option')
  item.setAttribute('aria-selected', 'false')
  return item
}

const textOf = ({ value, selectedOptions }: HTMLSelectElement) =>
  value === '' ? '' : (selectedOptions[0]?.text ?? '')

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

const matches = (text: string, typed: string) =>
  folded(typed)
    .split(/\s+/)
    .every((word) => folded(text).includes(word))
