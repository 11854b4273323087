import { createElement as h, Fragment } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { markdown } from './markdown.js'

/** The HTML of a text in the Markdown that forms may use. Nothing in it can run. */
export function markdownHtml(text: string): string {
  return renderToStaticMarkup(h(Fragment, null, ...markdown(text)))
}
