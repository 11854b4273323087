import type { FieldError } from '#forms/errors'
import { say } from '#forms/say'

const ID = 'erreurs'

/** The summary of the server, `errorSummary`, first thing on the page; it takes the focus. */
export function showSummary(errors: FieldError[]) {
  document.getElementById(ID)?.remove()
  prefixTitle(errors.length > 0)
  if (errors.length === 0) return

  const summary = document.createElement('div')
  summary.className = 'error-summary'
  summary.id = ID
  summary.tabIndex = -1
  summary.setAttribute('role', 'alert')
  const heading = document.createElement('h2')
  const count =
    errors.length === 1
      ? say('forms.live.one_error')
      : say('forms.live.errors', { count: errors.length })
  heading.append(icon(), count)
  const list = document.createElement('ul')
  list.append(...errors.map(line))
  summary.append(heading, list)
  document.querySelector('main .page')!.prepend(summary)
  summary.focus()
}

/** `circle-alert` of `icon.edge`. */
function icon(): SVGElement {
  const make = (name: string, attributes: Record<string, string>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    return element
  }
  const drawn = make('svg', { 'class': 'icon', 'viewBox': '0 0 24 24', 'aria-hidden': 'true' })
  drawn.append(
    make('circle', { cx: '12', cy: '12', r: '10' }),
    make('path', { d: 'M12 8v4m0 4h.01' })
  )
  return drawn
}

function line({ id, message }: FieldError): HTMLElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = `#${id}`
  link.textContent = message
  item.append(link)
  return item
}

function prefixTitle(failed: boolean) {
  const prefix = say('forms.field.error')
  const bare = document.title.startsWith(prefix)
    ? document.title.slice(prefix.length)
    : document.title
  document.title = failed ? prefix + bare : bare
}
