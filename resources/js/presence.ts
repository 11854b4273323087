import type { Enhance } from './enhance.js'

const EVERY_MS = 60_000

/**
 * Says every minute that the page is still on a screen, and shows who else has it. A tab in the
 * background says nothing: nobody reads it.
 */
const presence: Enhance = (element) => {
  const { path = '', token = '' } = element.dataset
  const tell = async () => {
    if (document.hidden) return
    const body = new URLSearchParams({ _csrf: token })
    const answer = await fetch(path, { method: 'POST', body }).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const shown = (await answer.text()).trim()
    if (shown !== element.innerHTML.trim()) element.innerHTML = shown
  }
  setInterval(tell, EVERY_MS)
  document.addEventListener('visibilitychange', tell)
}

export default presence
