import string from '@adonisjs/core/helpers/string'

/**
 * A plain text as HTML: paragraphs, lines, and addresses that can be followed.
 *
 * @returns HTML in which everything that came from the text is escaped
 */
export function linkedText(text: string): string {
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split('\n').map(linked).join('<br>')}</p>`)
    .join('\n')
}

/** Split by a capturing group: the addresses stand at the odd places. */
function linked(line: string): string {
  return line
    .split(/(https?:\/\/[^\s<>"«»]+)/)
    .map((part, place) => {
      const safe = string.escapeHTML(part)
      return place % 2 ? `<a href="${safe}">${safe}</a>` : safe
    })
    .join('')
}
