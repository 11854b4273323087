import { blankForm, blankPage, blankQuestion } from '#forms/builder/blank'
import { perform, type Operation } from '#forms/builder/operations'
import type { Document } from '#forms/main'

const TYPES = ['short-text', 'choice', 'number', 'yes-no', 'date', 'choices', 'email', 'long-text']
const QUESTIONS = 150
const RULES = 100

/** A form of 150 questions and 100 conditions, on so many pages. */
export function largeForm(pages: number): Document {
  let document = blankForm('Très longue démarche')
  const does = (operation: Operation) => {
    const outcome = perform(document, operation)
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome))
    document = outcome.document
    return outcome.path
  }
  const paths: string[] = []
  const each = QUESTIONS / pages
  for (let page = 0; page < pages; page++) {
    const into = does({ type: 'add', into: '', spec: blankPage(`Page numéro ${page + 1}`) })
    for (let number = 0; number < each; number++) {
      const type = TYPES[paths.length % TYPES.length]!
      const spec = blankQuestion(type, `Question ${paths.length + 1}`)
      paths.push(does({ type: 'add', into, spec, required: true }))
    }
  }
  for (const [index, path] of paths.slice(-RULES).entries()) {
    // Each looks at a « oui ou non » before it.
    const question = paths[Math.floor(index / TYPES.length) * TYPES.length + 3]!
    does({ type: 'rule', path, rule: { all: [{ question, is: true }] } })
  }
  return document
}
