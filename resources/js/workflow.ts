/**
 * The editor of a workflow with a script: it is asked before what was typed is left behind, and on a
 * wide screen the page stays where it was read while the settings beside it change.
 */
const WIDE = matchMedia('(min-width: 64rem)')
const PLACE = `circuit:${location.pathname}`
const form = document.querySelector<HTMLFormElement>('form[data-unsaved]')

/** What was typed came back with the page: it is not kept yet. */
let isTyped = form?.dataset.unsaved === 'typed'

form?.addEventListener('input', () => {
  isTyped = true
})
addEventListener('submit', (event) => {
  if (event.target === form) isTyped = false
})
addEventListener('beforeunload', (event) => {
  if (isTyped) event.preventDefault()
})

addEventListener('pagehide', () => sessionStorage.setItem(PLACE, String(scrollY)))

const before = Number(sessionStorage.getItem(PLACE))
// The browser goes to the settings by itself: after it.
if (WIDE.matches && before > 0) requestAnimationFrame(() => scrollTo({ top: before }))
