import type { FieldError } from '#forms/errors'
import { say } from '#forms/say'

const ID = 'erreurs'

/** The summary of the server, made of the template that the page brings; it takes the focus. */
export function showSummary(errors: FieldError[]) {
  const old = document.getElementById(ID)
  if (errors.length === 0) {
    old?.remove()
    return prefixTitle(false)
  }
  const summary = old ?? fromTemplate()
  if (!summary) return
  const heading = summary.querySelector('h2')!
  heading.lastChild!.textContent =
    errors.length === 1
      ? say('forms.live.one_error')
      : say('forms.live.errors', { count: errors.length })
  summary.querySelector('ul')!.replaceChildren(...errors.map(line))
  prefixTitle(true)
  summary.focus()
}

function fromTemplate(): HTMLElement | undefined {
  const template = document.querySelector<HTMLTemplateElement>('template[data-error-summary]')
  const summary = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined
  if (summary) template!.after(summary)
  return summary
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
