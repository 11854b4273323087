import { hearNews } from './live.js'

/** What the server looks further back, so that nothing is missed: here it would tell of oneself. */
const LATE_MS = 5000

/** Says once that a dossier has changed while it is read. What is being typed stays. */
export default function liveDossier(bar: HTMLElement) {
  const { stream = '', id, changed, reload } = bar.dataset
  const tell = (changedId: string) => {
    if (changedId !== id || bar.childElementCount > 0) return
    const words = document.createElement('span')
    words.textContent = changed!
    const link = document.createElement('a')
    link.href = location.href.replace(/#.*$/, '')
    link.textContent = reload!
    bar.replaceChildren(words, link)
  }
  hearNews(stream, tell, { skip: LATE_MS })
}
