import { randomUUID } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import type { Answers, FieldError } from '#forms/main'
import { reopenedPaths, withCorrection } from '#dossiers/actions/correct_dossier'
import { changesBetween } from '#dossiers/changed_answers'
import { JournalEntry } from '#dossiers/journal'
import { lastMessage } from './history.js'
import { correctionLinks, liveOf } from './live.js'
import { mapOf } from '#addresses/map_of'
import { dossierPath } from './paths.js'
import { piecesFor } from './pieces.js'
import { seal } from './seal.js'
import { stampOfCorrection } from './take_correction.js'

/**
 * One page with what is to be corrected, each question under the title of its own page.
 *
 * @param typed what was not kept, because others were since the page was drawn
 */
export async function showCorrection(ctx: HttpContext, errors: FieldError[] = [], typed?: Answers) {
  const { view, held } = ctx
  const { dossier, version } = held
  const { form } = version
  const path = dossierPath(dossier.id)
  const only = reopenedPaths(dossier)
  const kept = dossier.correction ?? {}
  const answers = withCorrection(form, dossier, typed ?? kept)
  const pieces = await piecesFor(form, dossier.id, answers, path)
  const fields = form.renderCorrection({ answers, errors, pieces, only })
  const journal = await JournalEntry.query()
    .where({ dossierId: dossier.id, public: true })
    .orderBy('id')
  return view.render('pages/usager/correction', {
    dossier,
    title: version.title,
    message: lastMessage(journal, dossier),
    map: await mapOf(ctx, fields),
    everything: !only,
    fields,
    live: liveOf({
      version,
      answers,
      errors,
      pieces,
      links: correctionLinks(dossier.id),
      assisted: dossier.channel !== 'online',
      correction: { before: dossier.answers, only },
    }),
    save: {
      view: randomUUID(),
      stamp: stampOfCorrection(held, kept),
      conflict: typed && {
        changes: changesBetween(form, withCorrection(form, dossier, kept), answers),
      },
    },
    errors,
    seal: seal(dossier.id),
    action: `${path}/correction`,
    follow: path,
  })
}
