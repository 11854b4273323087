/**
 * The help by role, step by step. A step has its words in `guides.<role>.<step>` and, where it is
 * one to look at, a picture that `npm run guides` takes from the running demo.
 */
export const GUIDES = {
  usager: ['choose', 'start', 'fill', 'send', 'follow', 'data'],
  accueil: [
    'inbox',
    'mine',
    'lists',
    'dossier',
    'decide',
    'transfer',
    'mend',
    'filing',
    'exports',
    'keys',
  ],
  service: ['mail', 'dossier', 'decide', 'link', 'list'],
  superviseur: [
    'overview',
    'mayor',
    'load',
    'dossiers',
    'lists',
    'history',
    'exports',
    'archives',
    'rights',
  ],
  admin: [
    'demarches',
    'order',
    'form',
    'treatment',
    'workflow',
    'trial',
    'agents',
    'mails',
    'webhooks',
    'home',
  ],
} as const

export type Guide = keyof typeof GUIDES

export const GUIDE_ROLES = Object.keys(GUIDES) as Guide[]

/** That of the usagers stands at the address that they find at the foot of each page. */
export const guidePath = (role: Guide) => (role === 'usager' ? '/aide' : `/aide/${role}`)
