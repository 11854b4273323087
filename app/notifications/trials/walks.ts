import encryption from '@adonisjs/core/services/encryption'
import { workflowDraft } from '#catalogue/workflow_drafts'
import { communeCalendar } from '#dossiers/calendar'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { currentCommuneId } from '#tenancy/scope'
import { type Definition, findWorkflow, type Ground, servicesOf, type Walk } from '#workflow/main'

/** Beyond it a walk is begun anew: it is made again at each page. */
const MOST_MOVES = 150
const LONGEST = 200_000

const purpose = (slug: string) => `walk:${currentCommuneId()}:${slug}`

/** A walk is kept in its own page and nowhere else: sealed, since the engine believes what it says. */
export function sealWalk(walk: Walk, slug: string): string {
  return encryption.encrypt(walk, undefined, purpose(slug))
}

/** Null for what is not a walk that we sealed, or too long a one. */
export function openWalk(sealed: unknown, slug: string): Walk | null {
  if (typeof sealed !== 'string' || sealed.length > LONGEST) return null
  const walk = encryption.decrypt<Walk>(sealed, purpose(slug))
  return walk && walk.moves.length < MOST_MOVES ? walk : null
}

/** The workflow of an address, a commune's own as it is being changed; null where there is none. */
export async function workflowToTry(slug: string): Promise<Definition | null> {
  return findWorkflow(slug) ?? (await workflowDraft(slug))?.definition ?? null
}

/** What a walk is made with in the commune in scope. */
export async function groundOf(definition: Definition): Promise<Ground> {
  return {
    services: servicesOf(definition, { services: await Service.refs() }),
    questions: ['identite', 'projet', 'pieces'].map((key) => ({
      path: `exemple.${key}`,
      title: t(`trial.question_${key}`),
    })),
    calendar: await communeCalendar(),
    names: {
      usager: t('trial.usager'),
      accueil: t('trial.name_accueil'),
      service: t('trial.name_service'),
      superviseur: t('trial.name_superviseur'),
    },
  }
}
