import type { Enhance } from './enhance.js'

/**
 * Narrows the démarches of the home page to those that have every word that is typed, accents or not.
 * Sending the form does the same on the server.
 */
const findDemarches: Enhance = (section) => {
  const input = document.querySelector<HTMLInputElement>('.finder input[type=search]')
  const status = section.querySelector<HTMLElement>('[role=status]')!
  if (!input) return

  const show = (element: Element | null, shown: boolean) =>
    element?.toggleAttribute('hidden', !shown)
  const filter = () => {
    const words = normalise(input.value).split(' ').filter(Boolean)
    let count = 0
    for (const offer of section.querySelectorAll('.offer')) {
      let some = false
      for (const item of offer.querySelectorAll<HTMLElement>('[data-words]')) {
        const fits = words.every((word) => item.dataset.words!.includes(word))
        show(item, fits)
        some ||= fits
        count += Number(fits)
      }
      show(offer, some)
    }
    const typed = input.value.trim()
    show(status.parentElement, words.length > 0)
    show(section.querySelector('.finder__none'), words.length > 0 && count === 0)
    status.textContent = words.length > 0 ? sentence(section, count, typed) : ''
  }
  // What was searched on the server left only what it found: the rest is a page away.
  if (new URLSearchParams(location.search).get('q')) return
  input.addEventListener('input', filter)
  section.querySelector('.finder__found a')?.addEventListener('click', (event) => {
    event.preventDefault()
    input.value = ''
    filter()
    input.focus()
  })
  if (input.value) filter()
}

function sentence(section: HTMLElement, count: number, typed: string): string {
  const { none, one, many } = section.dataset
  const pattern = count === 0 ? none : count === 1 ? one : many
  return pattern!.replace('%n', String(count)).replace('%q', typed)
}

/** As the server compares. */
function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim()
}

export default findDemarches
