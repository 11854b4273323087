import { fill } from './fields.js'

type Text = HTMLInputElement | HTMLTextAreaElement

/**
 * Makes each tag of a list a button that puts it where one was writing last: in the field that
 * `data-into` names until one has written, or put the caret, in another of its form.
 */
export default function tags(list: HTMLElement) {
  let field = document.getElementById(list.dataset.into!) as Text
  const { form } = field
  const said = list.querySelector('[role=status]')!

  const isIn = ({ target }: Event) => {
    const isText = target instanceof HTMLInputElement && target.type === 'text'
    if (isText || target instanceof HTMLTextAreaElement) field = target
  }
  for (const sign of ['input', 'pointerdown']) form?.addEventListener(sign, isIn)
  // Tab only passes through, on its way to the tags.
  form?.addEventListener('keyup', (event) => {
    if (!['Tab', 'Shift'].includes(event.key)) isIn(event)
  })
  for (const row of list.querySelectorAll<HTMLElement>('[data-tag]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'tag'
    button.setAttribute('aria-label', row.dataset.label!)
    const code = row.querySelector('code')!
    code.replaceWith(button)
    button.append(code)
    button.addEventListener('click', () => {
      insert(field, row.dataset.tag!)
      said.textContent = row.dataset.said!
    })
  }
  const [plain, live] = list.querySelectorAll<HTMLElement>('p')
  plain!.hidden = true
  live!.hidden = false
}

/** In place of what is selected; the caret comes to stand behind it. */
function insert(field: Text, tag: string) {
  const start = field.selectionStart ?? field.value.length
  const end = field.selectionEnd ?? start
  fill(field, field.value.slice(0, start) + tag + field.value.slice(end))
  field.focus()
  field.setSelectionRange(start + tag.length, start + tag.length)
}
