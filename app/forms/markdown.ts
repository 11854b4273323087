import { createElement as h, type ReactNode } from 'react'

const INLINE = /\*\*(.+?)\*\*|\*(.+?)\*|\[([^\]]+)\]\(([^)\s]+)\)/

// Only what cannot run a script; anything else stays the text that was typed.
const SAFE = /^(https?:\/\/|mailto:|tel:|\/(?!\/))/i

/**
 * The Markdown that forms may use: paragraphs, lists with `- `, **bold**, *italic*, [links](https://…).
 * It makes elements, never HTML from text.
 */
export function markdown(text: string): ReactNode[] {
  return text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter(Boolean)
    .map((block, index) => blockOf(block, index))
}

/** The same without blocks: for a help text inside a line. */
export function inline(text: string): ReactNode[] {
  const match = INLINE.exec(text)
  if (!match) return text ? [text] : []
  const [whole, bold, italic, label, href] = match
  return [
    ...(match.index > 0 ? [text.slice(0, match.index)] : []),
    elementOf(`${match.index}-${text.length}`, { whole, bold, italic, label, href }),
    ...inline(text.slice(match.index + whole.length)),
  ]
}

function blockOf(block: string, key: number): ReactNode {
  const lines = block.split('\n').map((line) => line.trim())
  if (!lines.every((line) => line.startsWith('- '))) return h('p', { key }, inline(lines.join(' ')))
  const items = lines.map((line, at) => h('li', { key: at }, inline(line.slice(2))))
  return h('ul', { key }, items)
}

type Found = { whole: string; bold?: string; italic?: string; label?: string; href?: string }

function elementOf(key: string, { whole, bold, italic, label, href }: Found): ReactNode {
  if (bold) return h('strong', { key }, inline(bold))
  if (italic) return h('em', { key }, inline(italic))
  return href && SAFE.test(href) ? h('a', { key, href }, label) : whole
}
