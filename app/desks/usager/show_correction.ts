import type { HttpContext } from '@adonisjs/core/http'
import type { FieldError } from '#forms/main'
import { reopenedPaths, withCorrection } from '#dossiers/actions/correct_dossier'
import { JournalEntry } from '#dossiers/journal'
import { lastMessage } from './history.js'
import { mapOf } from './map_of.js'
import { dossierPath } from './paths.js'
import { piecesFor } from './pieces.js'
import { seal } from './seal.js'

/** One page with what is to be corrected, each question under the title of its own page. */
export async function showCorrection(ctx: HttpContext, errors: FieldError[] = []) {
  const { view, held } = ctx
  const { dossier, version } = held
  const { form } = version
  const path = dossierPath(dossier.id)
  const only = reopenedPaths(dossier)
  const answers = withCorrection(form, dossier, dossier.correction ?? {})
  const pieces = await piecesFor(form, dossier.id, answers, path)
  const sections = form
    .pages(answers)
    .map(({ key, title }) => ({
      key,
      title,
      fields: form.render(key, { answers, errors, pieces, only }),
    }))
    .filter(({ fields }) => fields.includes('name="f['))
  const journal = await JournalEntry.query()
    .where({ dossierId: dossier.id, public: true })
    .orderBy('id')
  return view.render('pages/usager/correction', {
    dossier,
    title: version.title,
    message: lastMessage(journal, dossier),
    map: await mapOf(ctx, sections.map(({ fields }) => fields).join('')),
    everything: !only,
    sections,
    errors,
    seal: seal(dossier.id),
    action: `${path}/correction`,
    follow: path,
  })
}
