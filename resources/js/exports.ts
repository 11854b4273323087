import type { Enhance } from './enhance.js'

const EVERY_MS = 1500

/** While an export is being made, shows how far it is; a tab in the background asks for nothing. */
const exportsUnderWay: Enhance = (element) => {
  const look = async () => {
    if (!element.querySelector('progress')) return
    if (!document.hidden && !element.contains(document.activeElement)) {
      const answer = await fetch(location.href).catch(() => null)
      const page = answer?.ok && !answer.redirected ? await answer.text() : ''
      const found = new DOMParser().parseFromString(page, 'text/html').getElementById(element.id)
      if (found && found.innerHTML !== element.innerHTML) element.innerHTML = found.innerHTML
    }
    setTimeout(look, EVERY_MS)
  }
  setTimeout(look, EVERY_MS)
}

export default exportsUnderWay
