import { compile, load, type Document, type Form, type Spec } from '#forms/main'

/** A page of questions, all in order; those named are required. */
export function page(questions: Record<string, Spec>, required: string[] = []): Spec {
  return {
    'type': 'object',
    'title': 'Une page',
    'x-order': Object.keys(questions),
    required,
    'properties': questions,
  }
}

export function documentOf(pages: Record<string, Spec>): Document {
  return {
    'type': 'object',
    'title': 'Essai',
    'x-allow-nir': true,
    'x-order': Object.keys(pages),
    'properties': pages,
  }
}

/** A form of one page `p`. */
export function formOf(questions: Record<string, Spec>, required: string[] = []): Form {
  return load(compile(documentOf({ p: page(questions, required) })))
}

/** A form with the one question `p.q`. */
export function formOfOne(spec: Spec, required = false): Form {
  return formOf({ q: { title: 'Question', ...spec } }, required ? ['q'] : [])
}

export const LINKED = [
  {
    const: 'centre',
    title: 'École du Centre',
    options: [
      { const: 'cp', title: 'CP' },
      { const: 'ce1', title: 'CE1' },
    ],
  },
  { const: 'gare', title: 'École de la Gare', options: [{ const: 'cp', title: 'CP' }] },
]

export const OPTIONS = [
  { const: 'a', title: 'Le premier' },
  { const: 'b', title: 'Le deuxième' },
  { const: 'c', title: 'Le troisième' },
]
