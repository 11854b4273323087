import type { HttpContext } from '@adonisjs/core/http'
import { type PublicReport, reportsNear } from '#dossiers/report'
import type { Answers } from '#forms/main'
import type { Held } from './held.js'

const key = (draftId: string) => `proches:${draftId}`

/** What was already reported around the place of a draft; nothing where it has none. */
export async function nearbyReports({ dossier, version }: Held, answers: Answers) {
  const reported = version.form.reported(answers)
  return reported ? reportsNear(dossier.demarcheId, reported) : []
}

/** The same, once for each place: who goes on does not want to be asked again. */
export async function unseenReports({ session }: HttpContext, held: Held, answers: Answers) {
  const reported = held.version.form.reported(answers)
  if (!reported) return []
  const place = `${reported.lat},${reported.lon}`
  if (session.get(key(held.dossier.id)) === place) return []
  const found: PublicReport[] = await reportsNear(held.dossier.demarcheId, reported)
  if (found.length > 0) session.put(key(held.dossier.id), place)
  return found
}
