import type { Document, Spec } from '#forms/main'

const PAGES = 10
const PER_PAGE = 15

/** 10 pages, 150 questions of many types, 100 rules: each asks one or two questions before it. */
export function bigForm(): Document {
  const before: string[] = []
  const pages = Array.from({ length: PAGES }, (_, place) => [`p${place}`, aPage(place, before)])
  return {
    'type': 'object',
    'title': 'Un très grand formulaire',
    'x-order': pages.map(([key]) => key as string),
    'properties': Object.fromEntries(pages),
  }
}

function aPage(place: number, before: string[]): Spec {
  const questions: Record<string, Spec> = {}
  for (let n = 0; n < PER_PAGE; n++) {
    const spec = aQuestion(place * PER_PAGE + n)
    // Two of three are asked under a condition, on choices that came before.
    if (n % 3 !== 0) {
      const at = (shift: number) => before[(place * 7 + n * 5 + shift) % before.length]!
      const all = [{ question: at(0), is: 'oui' }]
      spec['x-show-if'] =
        n % 2 === 0 ? { all, any: [{ 'question': at(1), 'is-not': 'non' }] } : { all }
    }
    questions[`q${n}`] = spec
    if (spec['x-question'] === 'choice') before.push(`p${place}.q${n}`)
  }
  return {
    'type': 'object',
    'title': `Page ${place + 1}`,
    'x-order': Object.keys(questions),
    'required': Object.keys(questions).filter((_, n) => n % 2 === 0),
    'properties': questions,
  }
}

const YES_NO = [
  { const: 'oui', title: 'Oui' },
  { const: 'non', title: 'Non' },
]
const OTHERS: Spec[] = [
  { 'x-question': 'short-text' },
  { 'x-question': 'number', 'minimum': 0, 'maximum': 100 },
  { 'x-question': 'date', 'x-not-after': 'today' },
  { 'x-question': 'choices', 'items': { type: 'string', oneOf: YES_NO } },
  { 'x-question': 'email' },
  { 'x-question': 'address' },
  { 'x-question': 'file' },
]

function aQuestion(index: number): Spec {
  const title = `Question ${index + 1}`
  if (index % 3 === 0) return { 'x-question': 'choice', title, 'oneOf': YES_NO }
  return { ...OTHERS[index % OTHERS.length]!, title }
}
