import type { Piece, SummaryItem, SummaryPage } from '#forms/main'
import { mapHref } from '#shared/map'
import { formatters } from '#shared/formatters'

export interface Line {
  label: string
  /** Empty where nothing was answered. */
  value: string
  files?: { name: string; href?: string; size: string }[]
  href?: string
  /** Where its place can be looked at on a map. */
  map?: string
  /** What was drawn by hand, as an SVG path. */
  strokes?: string
  /** Whether the town hall mended it. */
  mended?: boolean
}

export interface SummaryView {
  title: string
  lines: Line[]
}

type Change = (page: string, anchor: string) => string

/** Answers as the summary component shows them; `change` is where each can be mended, `mended` those that were. */
export function summaryView(
  pages: SummaryPage[],
  change?: Change,
  mended = new Set<string>()
): SummaryView[] {
  return pages
    .filter((page) => page.items.length > 0)
    .map((page) => ({
      title: page.title,
      lines: page.items.flatMap((item) =>
        linesOf(item, change && ((at) => change(page.key, at))).map((line) => ({
          ...line,
          mended: mended.has(item.path),
        }))
      ),
    }))
}

function linesOf(item: SummaryItem, change?: (anchor: string) => string): Line[] {
  const href = change?.(`#${item.focus}`)
  const files = item.rows ? piecesOfRows(item.rows) : item.pieces
  return [
    {
      label: item.label,
      value: item.answered ? item.text : '',
      files: files?.length ? files.map(fileOf) : undefined,
      href,
      map: item.point && mapHref(item.point),
      strokes: item.strokes,
    },
  ]
}

const piecesOfRows = (rows: SummaryItem[][]) => rows.flat().flatMap((item) => item.pieces ?? [])

const fileOf = ({ name, url, size }: Piece) => ({
  name,
  href: url,
  size: formatters.fileSize(size),
})
