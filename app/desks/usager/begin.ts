import type { HttpContext } from '@adonisjs/core/http'
import { v7 as uuidv7 } from 'uuid'
import type { OpenVersion } from '#catalogue/versions'
import { BeginDraft } from '#dossiers/actions/save_draft'
import Dossier from '#dossiers/dossier'
import type { Answers } from '#forms/main'
import { grants } from '#identity/grants'
import { uuid } from '#shared/matchers'
import { mapPieces } from './pieces.js'
import { rawPage } from './posted_page.js'
import { claimOf } from './save_claim.js'
import { opens } from './seal.js'

/**
 * The first step of a form and what was posted of it, over what a link brought along; without pieces:
 * those belong to a draft.
 */
export function firstAnswers(
  { request }: HttpContext,
  { form }: OpenVersion,
  brought: Answers = {}
) {
  const page = form.steps({})[0]!.key
  const typed = form.pagesOf(page).reduce<Answers>((answers, key) => {
    const decoded = form.decode(key, rawPage(request, key))
    const own = mapPieces(form, key, decoded, () => []) as Record<string, unknown>
    return form.merge(answers, key, own)
  }, brought)
  return { page, answers: form.visible(typed) }
}

/**
 * Begins a draft under the id that its first page carried, so that two clicks make one. An id that
 * is taken is only gone on with by who had it from us; anyone else gets a draft of their own.
 */
export async function beginDraft(
  { request, session }: HttpContext,
  version: OpenVersion,
  answers: Answers
): Promise<Dossier> {
  const { draft, seal } = request.body()
  // Before its first turn: what its page has more (pieces, places of the street base) comes with that.
  const by = { view: claimOf({ request }, '').view, turn: 0 }
  const begin = (id: string) => new BeginDraft().handle({ id, version, answers, by })
  let id: string = uuid.match.test(String(draft)) ? uuid.cast(String(draft)) : uuidv7()
  const ours = (await begin(id)) || grants(session).holds(id) || opens(seal, id)
  if (!ours) await begin((id = uuidv7()))

  grants(session).give(id)
  return Dossier.findOrFail(id)
}
