import { differences, type Difference } from '#forms/builder/differences'
import type { Document } from '#forms/main'
import { t } from '#shared/translate'

/** What has changed between two forms, a sentence for each. */
export function differencesInWords(before: Document | undefined, after: Document): string[] {
  if (!before) return []
  return differences(before, after).map(inWords)
}

function inWords({ type, title, other = '', page }: Difference): string {
  if (type === 'reordered' && title === '') return t('builder.diff.pages_reordered')
  return t(`builder.diff.${type.replace('-', '_')}`, { title, other, page })
}
