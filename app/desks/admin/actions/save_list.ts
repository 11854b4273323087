import string from '@adonisjs/core/helpers/string'
import { List } from '#catalogue/lists'
import { usersOf } from '#desks/admin/queries/lists'
import { recordChange } from '#tenancy/changes'

/** As many as a question may offer, each as long as an answer may be. */
const MOST = 1000
const LONGEST = 255

interface Actor {
  id: string
  name: string
}

type Outcome =
  | { type: 'saved'; list: List }
  | { type: 'refused'; reason: 'none' | 'too_many' | 'too_long' | 'twice'; line: string }

/** Makes a list of pasted lines or replaces one's. Open forms offer what it holds from then on. */
export class SaveList {
  async handle(list: List | null, title: string, pasted: string, actor: Actor): Promise<Outcome> {
    const lines = pasted
      .normalize('NFC')
      .split(/\r?\n/)
      .map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim())
      .filter(Boolean)
    const refused = refusal(lines)
    if (refused) return { type: 'refused', ...refused }

    const before = list?.options.map((option) => option.title) ?? []
    const saved = list ?? new List().merge({ name: await freeName(title) })
    // An option is its own words: an answer stays readable when the list does not hold it any more.
    const options = lines.map((line) => ({ const: line, title: line }))
    saved.merge({ title, options: JSON.stringify(options) as never })
    await saved.save()
    saved.options = options
    const added = lines.filter((line) => !before.includes(line))
    const gone = before.filter((line) => !lines.includes(line))
    await recordChange(
      {
        subject: 'list',
        subjectId: saved.id,
        subjectLabel: title,
        label: list ? 'Liste modifiée' : 'Liste créée',
        details: [
          ...(added.length ? [{ what: 'Ajoutés', after: abridged(added) }] : []),
          ...(gone.length ? [{ what: 'Retirés', before: abridged(gone) }] : []),
        ],
      },
      actor
    )
    return { type: 'saved', list: saved }
  }
}

/** Removes a list that no form in use chooses from. */
export class RemoveList {
  async handle(
    list: List,
    actor: Actor
  ): Promise<{ type: 'removed' } | { type: 'used'; by: string[] }> {
    const by = await usersOf(list.name)
    if (by.length > 0) return { type: 'used', by }
    await list.delete()
    const { id: subjectId, title: subjectLabel } = list
    await recordChange(
      { subject: 'list', subjectId, subjectLabel, label: 'Liste supprimée' },
      actor
    )
    return { type: 'removed' }
  }
}

function refusal(lines: string[]) {
  if (lines.length === 0) return { reason: 'none' as const, line: '' }
  if (lines.length > MOST) return { reason: 'too_many' as const, line: '' }
  const long = lines.find((line) => line.length > LONGEST)
  if (long) return { reason: 'too_long' as const, line: `${long.slice(0, 40)}…` }
  const twice = lines.find((line, index) => lines.indexOf(line) !== index)
  return twice ? { reason: 'twice' as const, line: twice } : null
}

/** What questions know the list by, from its title; it stays when the title changes. */
async function freeName(title: string): Promise<string> {
  const slug = string.slug(title, { lower: true, strict: true }).slice(0, 50)
  const base = /^[a-z]/.test(slug) ? slug : `liste-${slug}`
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}-${n}`
    if (!(await List.findBy('name', name))) return name
  }
}

function abridged(lines: string[]): string {
  const shown = lines.slice(0, 5).join(', ')
  return lines.length > 5 ? `${shown}… (${lines.length})` : shown
}
