import type { Answers, Form } from '#forms/main'

/** One answer that another replaces, as they are read. */
export interface Change {
  path: string
  title: string
  before: string
  after: string
}

/** What differs between two sets of answers, in the order of the form. */
export function changesBetween(form: Form, before: Answers, after: Answers): Change[] {
  const texts = (answers: Answers) =>
    new Map(form.summary(answers).flatMap((page) => page.items.map((item) => [item.path, item])))
  const former = texts(before)
  const now = texts(after)
  const paths = new Set([...former.keys(), ...now.keys()])
  return [...paths].flatMap((path) => {
    if (JSON.stringify(at(before, path)) === JSON.stringify(at(after, path))) return []
    const item = now.get(path) ?? former.get(path)!
    const changed = { before: former.get(path)?.text ?? '', after: now.get(path)?.text ?? '' }
    return [{ path, title: item.label, ...changed }]
  })
}

/** The answer at the path of a question, whatever section it stands in. */
const at = (answers: Answers, path: string) =>
  path.split('.').reduce<unknown>((held, key) => (held as Answers | undefined)?.[key], answers)
