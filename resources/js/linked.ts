import { say } from '#forms/say'
import { fill } from './fields.js'
import { labelOf, replaceSelect } from './replace_select.js'

/** A choice in two levels: the second list holds what belongs to the first, and nothing else. */
export default function linked(element: HTMLElement) {
  const select = element as HTMLSelectElement
  const groups = [...select.querySelectorAll('optgroup')]
  const chosen = select.selectedOptions[0]?.parentElement

  const first = listOf(labelOf(select))
  first.append(
    new Option(say('forms.choice.pick'), ''),
    ...groups.map(({ label }, index) => new Option(label, String(index)))
  )
  const second = listOf(`${labelOf(select)} – ${say('forms.live.then')}`)
  const offer = () => {
    const group = groups[Number(first.value || -1)]
    const options = [...(group?.querySelectorAll('option') ?? [])]
    second.replaceChildren(
      new Option(say('forms.choice.pick'), ''),
      ...options.map(({ text, value }) => new Option(text, value))
    )
    second.hidden = !group
  }
  first.value = chosen instanceof HTMLOptGroupElement ? String(groups.indexOf(chosen)) : ''
  offer()
  second.value = select.value
  first.addEventListener('change', () => {
    offer()
    fill(select, '')
  })
  second.addEventListener('change', () => fill(select, second.value))
  replaceSelect(select, first, second)
}

function listOf(label: string): HTMLSelectElement {
  const list = document.createElement('select')
  list.className = 'select'
  list.setAttribute('aria-label', label)
  return list
}
