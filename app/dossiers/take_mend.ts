import type { HttpContext } from '@adonisjs/core/http'
import { type Barred, MendAnswer } from '#dossiers/actions/mend_answer'
import Dossier from '#dossiers/dossier'
import { type MendSheet, mendSheet, type Typed } from '#dossiers/queries/mend_sheet'
import { reasonValidator } from '#dossiers/validators'
import type { Actor } from '#workflow/main'

type Taken =
  | { type: 'done'; told: 'told' | 'unreachable' | 'unchanged' }
  | { type: 'again'; status: number; sheet: MendSheet | Barred }

interface Sent {
  dossier: Dossier
  question: string
  decoded: Record<string, unknown>
  actor: Actor
}

/** A mended answer as a desk's page posts it: `reason`, `stamp`, and the fields, which the desk decodes. */
export async function takeMend(
  { request }: HttpContext,
  { dossier, question, decoded, actor }: Sent
): Promise<Taken> {
  const { add, remove, reason: given, stamp } = request.body()
  const typed = { decoded, reason: typeof given === 'string' ? given : '' }
  const again = async (status: number, more: Typed = {}, of = dossier): Promise<Taken> => {
    const sheet = await mendSheet(of, question, { ...typed, ...more })
    return { type: 'again', status, sheet }
  }

  const { form } = await dossier.version()
  const { answers } = form.mend(dossier.answers, question, decoded)
  const pressed = form.press(answers, { add, remove })
  if (pressed) return again(200, { pressed })

  const [unreasoned, input] = await reasonValidator.tryValidate({ reason: given })
  if (unreasoned) return again(422, { unreasoned: true })

  const outcome = await new MendAnswer().handle({
    dossierId: dossier.id,
    path: question,
    decoded,
    reason: input.reason,
    actor,
    stamp: String(stamp),
  })
  switch (outcome.type) {
    case 'mended':
      return { type: 'done', told: outcome.told ? 'told' : 'unreachable' }
    case 'unchanged':
      return { type: 'done', told: 'unchanged' }
    case 'invalid':
      return again(422, { errors: outcome.errors })
    case 'dragging':
      return again(422, { dragged: outcome.dragged })
    case 'overtaken': {
      const overtaken = { by: outcome.by }
      return again(409, { overtaken }, await Dossier.findOrFail(dossier.id))
    }
    case 'barred':
      return { type: 'again', status: 409, sheet: outcome.why }
  }
}
