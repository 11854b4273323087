import { v7 as uuidv7 } from 'uuid'
import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { openVersion } from '#catalogue/versions'
import { blankQuestion } from '#forms/builder/blank'
import type { Document, Spec } from '#forms/main'
import { issueLien } from '#tests/support/liens'
import { Visitor } from '#tests/support/visitor'
import { withCommune } from '#tenancy/scope'
import { guichetUnique } from '#workflow/main'
import type { Town } from '../core/town.js'

const QUESTIONS = 24
const TYPES = ['short-text', 'choice', 'number', 'yes-no', 'date', 'choices', 'email', 'long-text']
const PAGE = 'questions'

/** A draft of a form that asks 24 questions on its first page, all of them required, and none answered. */
export function aLongDraft(town: Town): Promise<{ id: string; token: string }> {
  return withCommune(town.id, async () => {
    const demarche = await Demarche.create({ slug: 'questions', title: 'Vingt-quatre questions' })
    const document = form()
    await new PublishDemarche().handle({ demarche, document, workflow: guichetUnique })
    const version = await openVersion((await demarche.refresh()).versionId!)
    const id = uuidv7()
    await new BeginDraft().handle({ id, version, answers: {} })
    const lien = { dossierId: id, purpose: 'draft' as const, madeFor: 'zoe@exemple.fr' }
    return { id, token: (await issueLien(lien)).token }
  })
}

function form(): Document {
  const asked = Array.from({ length: QUESTIONS }, (_, at): [string, Spec] => [
    `q${at}`,
    blankQuestion(TYPES[at % TYPES.length]!, `Question ${at + 1}`),
  ])
  const keys = asked.map(([key]) => key)
  const contact = { 'x-question': 'email', 'title': 'Courriel', 'x-role': 'contact-email' }
  return {
    'type': 'object',
    'x-order': [PAGE, 'contact'],
    'properties': {
      [PAGE]: {
        'type': 'object',
        'title': 'Vos réponses',
        'x-order': keys,
        'required': keys,
        'properties': Object.fromEntries(asked),
      },
      contact: {
        'type': 'object',
        'title': 'Vous',
        'x-order': ['courriel'],
        'required': ['courriel'],
        'properties': { courriel: contact },
      },
    },
  } as Document
}

/**
 * The page as it is sent by who answered nothing: each time it comes back with 24 errors.
 *
 * @throws where it does not
 */
export async function emptyPage(town: Town, port: number, draft: { id: string; token: string }) {
  const usager = new Visitor(town.host, port)
  await usager.get(`/reprendre/${draft.token}`)
  const path = `/brouillons/${draft.id}/${PAGE}`
  const page = await usager.submit(await usager.get(path))
  const told = page.html.querySelectorAll('[role=alert] li').length
  if (page.status !== 422 || told !== QUESTIONS) throw new Error(`${page.status}, ${told} errors`)
  return {
    method: 'POST' as const,
    path,
    headers: {
      'host': town.host,
      'cookie': [...usager.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-csrf-token': page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `f[${PAGE}][q0]=`,
  }
}
