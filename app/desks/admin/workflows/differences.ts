import { isSame } from '#forms/builder/patch'
import { t } from '#shared/translate'
import { elements, nameOf, PARTS, type Part } from '#workflow/editor/parts'
import type { Definition } from '#workflow/main'
import { type Fact, type Reads, WorkflowWords } from './words.js'

/** What has changed between two workflows, a sentence for each. */
export function differencesInWords(
  before: Definition | null | undefined,
  after: Definition,
  reads?: Reads
): string[] {
  if (!before) return []
  const [was, is] = [new WorkflowWords(before, reads), new WorkflowWords(after, reads)]
  const settings = changed(was.facts('settings', ''), is.facts('settings', '')).map((what) =>
    t('workflows.diff.settings', { what })
  )
  return [...settings, ...PARTS.flatMap((part) => ofPart(part, { before, after, was, is }))]
}

interface Both {
  before: Definition
  after: Definition
  was: WorkflowWords
  is: WorkflowWords
}

function ofPart(part: Part, { before, after, was, is }: Both): string[] {
  const [old, now] = [keysOf(before, part), keysOf(after, part)]
  const say = (what: string, definition: Definition, key: string, more = {}) =>
    t(`workflows.diff.${what}`, {
      part: t(`workflows.part.${part}`),
      name: nameOf(definition, part, key),
      ...more,
    })
  const gone = old.filter((key) => !now.includes(key)).map((key) => say('removed', before, key))
  const added = now.filter((key) => !old.includes(key)).map((key) => say('added', after, key))
  const kept = now.filter((key) => old.includes(key))
  const edited = kept.flatMap((key) => {
    const told = changed(was.facts(part, key), is.facts(part, key))
    const [one, other] = [valueOf(before, part, key), valueOf(after, part, key)]
    if (told.length === 0 && !isSame(one, other)) return [say('details', after, key)]
    return told.map((what) => say('changed', before, key, { what }))
  })
  const moved =
    part !== 'routing' &&
    !isSame(
      old.filter((key) => now.includes(key)),
      kept
    )
      ? [t('workflows.diff.order', { part: t(`workflows.part.${part}`) })]
      : []
  return [...gone, ...added, ...edited, ...moved]
}

const keysOf = (definition: Definition, part: Part) =>
  elements(definition, part).map(([key]) => key)

const valueOf = (definition: Definition, part: Part, key: string) =>
  elements(definition, part).find(([one]) => one === key)?.[1]

/** « À la fin : « Refuser » devient « Accepter » ». */
function changed(before: Fact[], after: Fact[]): string[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))]
  return names.flatMap((name) => {
    const [was, is] = [before, after].map((facts) => facts.find((fact) => fact.name === name)?.text)
    if (was === is) return []
    const key = was === undefined ? 'set' : is === undefined ? 'unset' : 'becomes'
    return [
      t(`workflows.diff.${key}`, {
        what: t(`workflows.fact.${name}`),
        before: was ?? '',
        after: is ?? '',
      }),
    ]
  })
}
