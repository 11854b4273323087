/** Where keys write, or choose: there they mean themselves. */
const WRITES = 'input:not([type=checkbox]), textarea, select, [contenteditable], [role=textbox]'

/**
 * Keys of one character that lead through lists and dossiers. They press what is on the page, so
 * that nothing can be done by a key that cannot be done otherwise; whoever turned them off has the
 * list of them only.
 */
export default function keys(element: HTMLElement) {
  const dialog = element as HTMLDialogElement
  const show = () => {
    dialog.showModal()
    dialog.querySelector('h2')!.focus()
  }
  for (const link of document.querySelectorAll('.menu a[href^="/raccourcis"]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      link.closest('details')?.removeAttribute('open')
      show()
    })
  }
  dialog.dataset.alive = ''
  if (dialog.dataset.keys !== 'on') return
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return
    if (event.target instanceof Element && event.target.closest(WRITES)) return
    const act = event.key === '?' ? show : (onList(event.key) ?? onDossier(event.key))
    if (!act) return
    event.preventDefault()
    act()
  })
}

type Act = () => void

const rows = () => [...document.querySelectorAll<HTMLElement>('main .table tbody tr[data-id]')]

function onList(key: string): Act | null {
  const search = document.querySelector<HTMLInputElement>(
    'main form[role=search] input[type=search]'
  )
  if (key === '/' && search) return () => (search.focus(), search.select())
  const all = rows()
  if (all.length === 0) return null
  const at = all.findIndex(
    (row) => row.contains(document.activeElement) || row.classList.contains('is-current')
  )
  const row = all[at]
  switch (key) {
    case 'j':
      return () => go(all, Math.min(at + 1, all.length - 1))
    case 'k':
      return () => go(all, Math.max(at - 1, 0))
    case 'o':
      return row ? () => row.querySelector<HTMLElement>('th a')!.click() : null
    case 'x': {
      const box = row?.querySelector<HTMLInputElement>('input[type=checkbox]')
      return box ? () => box.click() : null
    }
    default:
      return null
  }
}

/** The focus is what moves, so that whoever hears the page hears the row. */
function go(all: HTMLElement[], to: number) {
  for (const row of all) row.classList.toggle('is-current', row === all[to])
  const link = all[to]!.querySelector<HTMLElement>('th a')!
  link.focus({ preventScroll: true })
  all[to]!.scrollIntoView({ block: 'nearest' })
}

const NAMED: Record<string, string> = {
  j: '[data-key=next]',
  k: '[data-key=previous]',
  u: '.breadcrumb a',
  p: '[data-key=take]',
}

function onDossier(key: string): Act | null {
  if (!document.querySelector('.onward')) return null
  const named = Object.hasOwn(NAMED, key) ? NAMED[key]! : null
  const selector = named ?? (/^[a-z]$/.test(key) ? `[aria-keyshortcuts="${key}"]` : null)
  const target = selector && document.querySelector<HTMLElement>(`main ${selector}`)
  return target ? () => target.click() : null
}
