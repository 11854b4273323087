import type { OpenVersion } from '#catalogue/versions'
import type { Answers, FieldError, Pieces } from '#forms/main'
import { draftPath, fillPath, pagePath } from './paths.js'

/** Where a script keeps a draft and sends its files. */
export interface Links {
  save: string
  /** Null as long as there is no draft that files could belong to. */
  upload: string | null
}

export const linksOf = (id: string, step: string): Links => ({
  save: `${pagePath(id, step)}/enregistrement`,
  upload: draftPath(id, 'pieces'),
})

interface Live {
  version: OpenVersion
  id: string
  step: string
  answers: Answers
  errors: FieldError[]
  pieces: Pieces
  /** Of the démarche, where no draft was begun. */
  slug?: string
}

/** What a page tells its script, as JSON (`resources/js/form/form.ts`). */
export function liveOf({ version, id, step, answers, errors, pieces, slug }: Live): string {
  return JSON.stringify({
    module: `/formulaires/${version.script}`,
    step,
    answers,
    errors,
    pieces,
    links: slug ? { save: `${fillPath(slug)}/enregistrement`, upload: null } : linksOf(id, step),
  })
}
