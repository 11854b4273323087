import { say } from '#forms/say'
import { combobox } from './combobox.js'
import { fill } from './fields.js'
import { labelOf, replaceSelect } from './replace_select.js'

const MOST = 50

/** A long list that is searched by typing: every word, wherever it stands, accents or not. */
export default function searchSelect(element: HTMLElement) {
  const select = element as HTMLSelectElement
  const options = [...select.options].filter(({ value }) => value !== '')
  const field = document.createElement('input')
  Object.assign(field, { type: 'text', className: 'input', value: textOf(select) })
  field.setAttribute('aria-label', labelOf(select))
  replaceSelect(select, field)

  const choose = (option: HTMLOptionElement | undefined) => {
    fill(select, option?.value ?? '')
    field.value = option?.text ?? ''
  }
  const matching = (typed: string) =>
    options.filter(({ text }) => matches(text, typed)).slice(0, MOST)
  combobox<HTMLOptionElement>(field, {
    label: labelOf(select),
    offer: matching,
    all: () => matching(''),
    content: ({ text }) => [text],
    take: choose,
    count: (offered) =>
      offered === 0
        ? say('forms.choice.no_match')
        : say(offered === 1 ? 'forms.choice.match' : 'forms.choice.matches', { count: offered }),
    taken: ({ text }) => say('forms.choice.taken', { choice: text }),
  })
  // What was typed in full is chosen; what is none of the list gives way to what was.
  field.addEventListener('blur', () => {
    const same = options.find(({ text }) => folded(text) === folded(field.value))
    if (same ? same.value !== select.value : field.value === '' && select.value !== '') choose(same)
    field.value = textOf(select)
  })
}

const textOf = ({ value, selectedOptions }: HTMLSelectElement) =>
  value === '' ? '' : (selectedOptions[0]?.text ?? '')

const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

const matches = (text: string, typed: string) =>
  folded(typed)
    .split(/\s+/)
    .every((word) => folded(text).includes(word))
