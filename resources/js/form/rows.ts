import type { LiveSheet } from '#forms/live'
import { domId, questionPath } from '#forms/paths'
import { rowTitle } from '#forms/row_title'
import { say } from '#forms/say'
import { announce } from './announce.js'

/** After a row came or went, the focus is where one goes on, and those who do not see it are told. */
export function followRows(element: HTMLElement, sheet: LiveSheet) {
  element.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest<HTMLButtonElement>('button[name]')
    if (!button || !['add', 'remove'].includes(button.name)) return
    const [path = '', index] = button.value.split('|')
    const group = sheet.question(questionPath(path))
    if (group?.type.shape !== 'rows') return
    const rowsNow = () => [...groupOf(element, path).querySelectorAll(':scope > .group__row')]
    const before = rowsNow().length
    requestAnimationFrame(() =>
      setTimeout(() => {
        const rows = rowsNow()
        if (rows.length > before) {
          rows
            .at(-1)!
            .querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')
            ?.focus()
          announce(say('forms.live.row_added', { title: rowTitle(group, rows.length - 1) }))
        } else if (rows.length < before) {
          document.getElementById(`${domId(path)}-add`)?.focus()
          announce(say('forms.live.row_removed', { title: rowTitle(group, Number(index)) }))
        }
      })
    )
  })
}

function groupOf(element: HTMLElement, path: string): Element {
  const add = document.getElementById(`${domId(path)}-add`)
  const row = element.querySelector(`button[name="remove"][value^="${path}|"]`)
  return (add ?? row?.closest('.group__row'))?.parentElement ?? element
}
