import { hearNews, type News } from './live.js'

/** What comes at once is asked for at once. */
const GATHER_MS = 150

/**
 * Keeps a list up to date without moving anything under the hands of its reader: rows and counts
 * change where they are, as long as they are not being used; what is new is told, and put on top
 * when it is asked for.
 */
export default function liveList(bar: HTMLElement) {
  const { stream = '', since } = bar.dataset
  const body = () => document.querySelector<HTMLElement>('main .table tbody')
  const rowOf = (id: string) => body()?.querySelector<HTMLElement>(`tr[data-id="${id}"]`)

  /** Rows as they are now, or null for what has left, until they may be shown. */
  const waiting = new Map<string, HTMLElement | null>()
  const fresh = new Map<string, HTMLElement>()

  const settle = () => {
    for (const [id, now] of waiting) {
      const row = rowOf(id)
      if (row && isUsed(row)) continue
      waiting.delete(id)
      if (row) replace(row, now, bar.dataset.gone!)
    }
  }
  document.addEventListener('focusout', () => setTimeout(settle))
  document.addEventListener('change', settle)

  const take = (asked: Map<string, News>, html: string) => {
    const answer = new DOMParser().parseFromString(html, 'text/html')
    const rows = new Map<string, HTMLElement>()
    for (const row of answer.querySelectorAll<HTMLElement>('tr[data-id]')) {
      rows.set(row.dataset.id!, document.importNode(row, true))
    }
    count(answer)
    for (const [id, news] of asked) {
      const row = rows.get(id)
      if (rowOf(id)) waiting.set(id, row ?? null)
      else if (row && (news === 'in' || fresh.has(id))) fresh.set(id, row)
      else fresh.delete(id)
    }
    settle()
    tell(bar, fresh.size, show)
  }

  const show = () => {
    const table = body()
    if (!table) return location.reload()
    const rows = [...fresh.values()]
    table.prepend(...rows)
    fresh.clear()
    tell(bar, 0, show)
    rows[0]?.querySelector<HTMLElement>('th a')?.focus()
  }

  let gathered = new Map<string, News>()
  let timer = 0
  const ask = async () => {
    const asked = gathered
    gathered = new Map()
    const query = new URLSearchParams(location.search)
    query.set('ids', [...asked.keys()].slice(0, 100).join(','))
    const answer = await fetch(`${stream}/lignes?${query}`).catch(() => null)
    if (answer?.ok && !answer.redirected) take(asked, await answer.text())
  }
  hearNews(
    stream,
    (id, news) => {
      if (gathered.get(id) !== 'in') gathered.set(id, news)
      clearTimeout(timer)
      timer = window.setTimeout(ask, GATHER_MS)
    },
    { since: Number(since) }
  )
}

/** Somebody stands in it, has ticked it, or marks its words. */
function isUsed(row: HTMLElement): boolean {
  const selection = getSelection()
  return (
    row.contains(document.activeElement) ||
    row.querySelector('input:checked') !== null ||
    (selection !== null && !selection.isCollapsed && selection.containsNode(row, true))
  )
}

function replace(row: HTMLElement, now: HTMLElement | null, gone: string) {
  if (now) {
    if (row.classList.contains('is-current')) now.classList.add('is-current')
    if (now.outerHTML !== row.outerHTML) row.replaceWith(now)
    return
  }
  if (row.classList.contains('is-gone')) return
  row.classList.add('is-gone')
  const said = document.createElement('span')
  said.className = 'table__sub'
  said.textContent = gone
  row.querySelector('th')?.append(said)
}

function count(answer: Document) {
  const now = answer.querySelector('.tabs')
  const shown = document.querySelector('main .tabs')
  if (now && shown && !shown.contains(document.activeElement)) {
    shown.replaceChildren(...document.importNode(now, true).childNodes)
  }
}

function tell(bar: HTMLElement, many: number, show: () => void) {
  if (many === 0) return bar.replaceChildren()
  const { one = '', many: more = '' } = bar.dataset
  const text = many === 1 ? one : more.replace('#', String(many))
  const said = bar.querySelector('span')
  if (said) {
    said.textContent = text
    return
  }
  const words = document.createElement('span')
  words.textContent = text
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button button--secondary button--small'
  button.textContent = bar.dataset.show!
  button.addEventListener('click', show)
  bar.replaceChildren(words, button)
}
