import { v7 } from 'uuid'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { BeginDraft } from '#dossiers/actions/save_draft'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import Dossier from '#dossiers/dossier'
import { journalOf } from '#dossiers/journal'
import { Mail } from '#dossiers/promised_mails'
import Piece from '#documents/piece'
import { openVersion } from '#catalogue/versions'
import type { Answers } from '#forms/main'
import encryption from '@adonisjs/core/services/encryption'
import { withCommune } from '#tenancy/scope'
import type { Actor } from '#workflow/main'
import type { TestCommune } from './world.js'

export const ANSWERS: Answers = {
  demande: { objet: 'Un nid-de-poule', precision: 'Devant l’école' },
  contact: { nom: 'Zoé Martin', courriel: 'zoe@exemple.fr' },
}

const USAGER: Actor = { role: 'usager', label: 'Zoé Martin' }

/** A draft that nobody has sent. @returns its id */
export async function aDraft(commune: TestCommune, answers = ANSWERS): Promise<string> {
  const id = v7()
  await withCommune(commune.id, async () => {
    const version = await openVersion(commune.demarche.versionId)
    await new BeginDraft().handle({ id, version, answers })
  })
  return id
}

/** A dossier that has just come in. @returns its id */
export async function aSubmittedDossier(commune: TestCommune, answers = ANSWERS): Promise<string> {
  const id = await aDraft(commune, answers)
  await withCommune(commune.id, async () => {
    const outcome = await new SubmitDossier().handle(id, USAGER)
    if (outcome.type !== 'submitted') throw new Error(JSON.stringify(outcome))
  })
  return id
}

/** Takes an action behind everybody's back, as the accueil unless an actor is given. */
export async function act(
  commune: TestCommune,
  dossierId: string,
  action: string,
  input: Record<string, unknown> = {},
  actor: Actor = { role: 'accueil', id: commune.accounts.accueil.id, label: 'Bruno Collègue' }
) {
  return withCommune(commune.id, async () => {
    const { revision } = await Dossier.findOrFail(dossierId)
    const outcome = await new ActOnDossier().handle({ dossierId, action, input, actor, revision })
    if (outcome.type !== 'done') throw new Error(`${action}: ${outcome.type}`)
  })
}

export interface Transferred {
  id: string
  /** Path of the link that the service was mailed. */
  lien: string
}

/** A dossier that was handed to the Voirie, and the link in its mail. */
export async function aTransferredDossier(
  commune: TestCommune,
  answers = ANSWERS
): Promise<Transferred> {
  const id = await aSubmittedDossier(commune, answers)
  const service = commune.services.voirie
  await act(commune, id, 'transmettre', { service, note: 'Vu sur place : profond.' })
  return { id, lien: await lastServiceLien(commune, id) }
}

/** The path of the last link that was mailed to a service about a dossier. */
export async function lastServiceLien(commune: TestCommune, id: string): Promise<string> {
  const mails = await mailsOf(commune, id)
  const mail = mails.findLast(({ recipientRole, secret }) => recipientRole === 'service' && secret)
  return `/service/${encryption.decrypt(mail!.secret!, 'mail')}`
}

/** What the database knows of a dossier: what every test asserts on. */
export async function dossierOf(commune: TestCommune, id: string) {
  return withCommune(commune.id, () => Dossier.findOrFail(id))
}

export async function mailsOf(commune: TestCommune, id: string) {
  return withCommune(commune.id, () => Mail.query().where('dossierId', id).orderBy('id'))
}

export async function piecesOf(commune: TestCommune, id: string) {
  return withCommune(commune.id, () => Piece.of(id))
}

export async function journalLines(commune: TestCommune, id: string) {
  return withCommune(commune.id, () => journalOf(id))
}

/** The path of the last link that was mailed to this service about a dossier. */
export async function lastLienTo(commune: TestCommune, id: string, service: string) {
  const path = { 'service-avis': 'avis', 'service-rappel-avis': 'avis' } as Record<string, string>
  const mails = await mailsOf(commune, id)
  const mail = mails.findLast(({ recipient, secret }) => recipient.startsWith(service) && secret)!
  return `/${path[mail.template] ?? 'service'}/${encryption.decrypt(mail.secret!, 'mail')}`
}
