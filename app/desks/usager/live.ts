import type { OpenVersion } from '#catalogue/versions'
import type { Answers, FieldError, Pieces } from '#forms/main'
import { dossierPath, draftPath, fillPath, pagePath } from './paths.js'

/** Where a script keeps what is typed and sends its files. */
export interface Links {
  save: string
  /** Null as long as there is no draft that files could belong to. */
  upload: string | null
}

export const linksOf = (id: string, step: string): Links => ({
  save: `${pagePath(id, step)}/enregistrement`,
  upload: draftPath(id, 'pieces'),
})

/** Of a first page, where no draft was begun. */
export const firstLinks = (slug: string): Links => ({
  save: `${fillPath(slug)}/enregistrement`,
  upload: null,
})

export const correctionLinks = (id: string): Links => ({
  save: dossierPath(id, 'correction/enregistrement'),
  upload: dossierPath(id, 'correction/pieces'),
})

interface Live {
  version: OpenVersion
  /** The key of the step; a correction stands on one sheet. */
  step?: string
  answers: Answers
  errors: FieldError[]
  pieces: Pieces
  links: Links
  /** What was sent, and the questions that were singled out. */
  correction?: { before: Answers; only?: string[] }
  /** An agent fills it in, for somebody who may have no address. */
  assisted?: boolean
}

/** What a page tells its script, as JSON (`resources/js/form/form.ts`). */
export function liveOf({ version, step = '', ...rest }: Live): string {
  return JSON.stringify({ module: `/formulaires/${version.script}`, step, ...rest })
}
