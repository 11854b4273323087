import { DateTime } from 'luxon'
import Dossier from '#dossiers/dossier'
import { mailData } from '#dossiers/take_step'
import { type Letter, letterOf } from '#notifications/letter'
import { hasWords, ownWording } from '#notifications/wording'
import { t } from '#shared/translate'
import type { Commune } from '#tenancy/commune'
import {
  type Definition,
  type Effect,
  type Ground,
  isClosed,
  servicesOf,
  stateLabel,
  timeLeft,
  type WalkedStep,
} from '#workflow/main'

/** What a step of a walk would send or make, and to whom. */
export type Outgoing =
  | { type: 'mail'; to: string; letter: Letter }
  /** A mail whose template has no words. */
  | { type: 'wordless'; to: string; template: string }
  | { type: 'paper'; title: string }
  | { type: 'webhook'; name: string }

/** What a walk is made in. */
export interface Scene {
  commune: Commune
  definition: Definition
  ground: Ground
  begun: string
}

/** In the words that the commune gave its templates. Nothing is stored, nothing leaves. */
export async function outgoingOf(step: WalkedStep, scene: Scene): Promise<Outgoing[]> {
  const all: Outgoing[] = []
  for (const effect of step.effects) {
    const one = await outgoing(effect, step, scene)
    if (one) all.push(one)
  }
  return all
}

async function outgoing(effect: Effect, step: WalkedStep, scene: Scene): Promise<Outgoing | null> {
  switch (effect.type) {
    case 'notify': {
      const to = t(`trial.to_${effect.to}`)
      return mail(effect.template, { role: effect.to, to, purpose: 'follow' }, step, scene)
    }
    case 'lien': {
      const services = servicesOf(scene.definition, scene.ground)
      const to = services.find(({ id }) => id === effect.serviceId)?.label ?? effect.serviceId
      const purpose = effect.purpose === 'opinion' ? 'opinion' : 'service'
      return mail(effect.template, { role: 'service', to, purpose, service: to }, step, scene)
    }
    case 'certificate': {
      const paper = scene.definition.certificates?.[effect.template]
      return { type: 'paper', title: paper?.title ?? effect.template }
    }
    case 'webhook':
      return { type: 'webhook', name: effect.name }
    case 'revoke-liens':
    case 'close':
    case 'reopen':
      return null
  }
}

interface Reader {
  role: 'usager' | 'accueil' | 'superviseur' | 'service'
  to: string
  purpose: string
  service?: string
}

async function mail(template: string, reader: Reader, step: WalkedStep, scene: Scene) {
  const { role, to, purpose, service } = reader
  if (!hasWords(template)) return { type: 'wordless' as const, to, template }

  const { note, ...shown } = mailData(step.told)
  const data = { ...shown, ...(role === 'usager' ? {} : { note }), ...(service && { service }) }
  const desk = role === 'accueil' || role === 'superviseur'
  const until = DateTime.fromISO(step.entries.at(-1)!.at).plus({ days: 30 })
  const letter = letterOf(
    {
      mail: { id: '', template, recipient: to, recipientRole: role, data },
      dossier: fictitious(step, scene),
      link: desk ? { url: '#' } : { url: '#', purpose, until },
      own: await ownWording(template, null),
    },
    scene.commune
  )
  return { type: 'mail' as const, to, letter }
}

/** The dossier of the walk as its mails name it: never saved. */
function fictitious({ standing }: WalkedStep, { definition, ground, begun }: Scene): Dossier {
  const [first] = timeLeft(definition, standing, ground.calendar, standing.since)
  return new Dossier().merge({
    reference: t('trial.reference'),
    demarcheTitle: t('trial.demarche'),
    contactName: t('trial.usager'),
    contactEmail: t('trial.to_usager'),
    submittedAt: DateTime.fromISO(begun),
    state: standing.state,
    stateLabel: stateLabel(definition, standing.state),
    holder: standing.holder,
    limitOn: first && !first.suspended ? DateTime.fromISO(first.lastDay) : null,
    closedAt: isClosed(standing, definition) ? DateTime.fromISO(standing.since) : null,
  })
}
