/** What happens to a demo dossier, step by step; `days` since the step before. */
export type Step =
  | { by: 'accueil' | 'service'; action: string; input: Record<string, unknown>; days: number }
  | { by: 'usager'; days: number }

export interface Fate {
  /** Days since it was begun. */
  age: number
  draft?: boolean
  channel?: 'counter' | 'phone' | 'paper'
  steps: Step[]
}

/** Stands for the id of the service that would treat the request. */
export const SERVICE = '@service'

const transfer: Step = {
  by: 'accueil',
  action: 'transmettre',
  input: { service: SERVICE, note: 'Merci de regarder en priorité, l’usager a appelé deux fois.' },
  days: 1,
}
const accept = (by: 'accueil' | 'service'): Step => ({
  by,
  action: 'accepter',
  input: { message: 'C’est d’accord. N’hésitez pas à nous appeler si besoin.' },
  days: 2,
})
const refuse = (by: 'accueil' | 'service'): Step => ({
  by,
  action: 'refuser',
  input: {
    motif:
      'Votre demande relève d’une autre administration : adressez-vous à la métropole, qui gère cette voie.',
  },
  days: 2,
})
const ask = (by: 'accueil' | 'service'): Step => ({
  by,
  action: 'demander_correction',
  input: {
    message:
      'La pièce jointe n’est pas lisible. Pouvez-vous la renvoyer, à plat et en pleine lumière ?',
  },
  days: 1,
})
const correct: Step = { by: 'usager', days: 2 }
const giveBack: Step = {
  by: 'service',
  action: 'renvoyer',
  input: { raison: 'Cette rue est privée : à voir avec l’urbanisme.' },
  days: 1,
}

/**
 * The same fate under another workflow, by its own actions: what went to a service by itself is not
 * transferred again, and what two must sign is proposed, then signed.
 */
export function stepsIn(workflow: string, steps: Step[]): Step[] {
  if (workflow === 'direct-au-service') {
    return steps.filter((step, at) => step !== transfer || steps.slice(0, at).includes(giveBack))
  }
  return workflow === 'double-visa' ? steps.flatMap(signedByTwo) : steps
}

function signedByTwo(step: Step): Step[] {
  if (step.by === 'usager') return [step]
  const by = (who: 'accueil' | 'service', action: string): Step => ({ ...step, by: who, action })
  switch (step.action) {
    case 'accepter':
      return [by('accueil', 'proposer_accord'), by('service', 'viser_accord')]
    case 'refuser':
      return [by('accueil', 'proposer_refus'), by('service', 'viser_refus')]
    case 'demander_correction':
      return [by('accueil', step.action)]
    case 'renvoyer':
      return [...signedByTwo(accept('accueil')).slice(0, 1), step]
    default:
      return []
  }
}

/** Every state, and every way to it; taken in turn. */
export const FATES: Fate[] = [
  { age: 0, steps: [] },
  { age: 1, steps: [] },
  { age: 2, steps: [], channel: 'counter' },
  { age: 3, steps: [], draft: true },
  { age: 4, steps: [transfer] },
  { age: 5, steps: [ask('accueil')] },
  { age: 6, steps: [] },
  { age: 7, steps: [transfer, ask('service')] },
  { age: 8, steps: [transfer, giveBack] },
  { age: 9, steps: [], draft: true },
  { age: 11, steps: [accept('accueil')] },
  { age: 12, steps: [transfer, accept('service')] },
  { age: 13, steps: [ask('accueil'), correct] },
  { age: 14, steps: [refuse('accueil')], channel: 'phone' },
  { age: 17, steps: [transfer, ask('service'), correct] },
  { age: 19, steps: [transfer, refuse('service')] },
  { age: 21, steps: [ask('accueil'), correct, accept('accueil')] },
  { age: 24, steps: [transfer, giveBack, transfer, accept('service')] },
  { age: 27, steps: [], channel: 'paper' },
  { age: 30, steps: [transfer] },
]
