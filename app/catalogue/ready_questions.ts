import type { Spec } from '#forms/main'

/** A question that nearly every form asks, worded and known to the browser. */
export interface ReadyQuestion {
  name: string
  spec: Spec
  required: boolean
}

/** In the order in which a builder offers them. */
export const READY_QUESTIONS: readonly ReadyQuestion[] = [
  ready('nom', {
    'x-question': 'identity',
    'title': 'Votre identité',
    'x-parts': ['title', 'firstNames', 'birthName', 'usedName'],
    'x-role': 'contact-name',
  }),
  ready('courriel', {
    'x-question': 'email',
    'title': 'Adresse électronique',
    'description': 'Pour vous répondre. Par exemple nom@exemple.fr.',
    'x-role': 'contact-email',
  }),
  ready('telephone', {
    'x-question': 'phone',
    'title': 'Téléphone',
    'description': 'Pour vous joindre si nous avons une question.',
    'x-role': 'contact-phone',
  }),
  ready('adresse', {
    'x-question': 'address',
    'title': 'Votre adresse',
    'x-autocomplete': true,
  }),
  ready('naissance', {
    'x-question': 'date',
    'title': 'Date de naissance',
    'x-not-after': 'today',
    'x-autocomplete': 'bday',
    'x-sensitive': true,
  }),
  ready('organisme', {
    'x-question': 'short-text',
    'title': 'Nom de l’entreprise ou de l’association',
    'maxLength': 200,
    'x-autocomplete': 'organization',
  }),
  ready('lieu', {
    'x-question': 'place',
    'title': 'Où cela se passe-t-il ?',
    'description': 'Numéro et rue, ou le repère le plus proche.',
  }),
  ready('message', {
    'x-question': 'long-text',
    'title': 'Décrivez votre demande',
    'maxLength': 3000,
  }),
  ready(
    'photos',
    {
      'x-question': 'photo',
      'title': 'Photos',
      'description': 'Prises avec un téléphone, elles conviennent.',
      'maxItems': 3,
    },
    false
  ),
  ready('piece_identite', {
    'x-question': 'file',
    'title': 'Pièce d’identité',
    'description': 'Recto et verso de la carte d’identité, ou la page du passeport avec la photo.',
    'x-kinds': ['pdf', 'image'],
    'maxItems': 2,
    'x-sensitive': true,
    'x-identity-paper': true,
  }),
  ready('justificatif_domicile', {
    'x-question': 'file',
    'title': 'Justificatif de domicile',
    'description': 'De moins de trois mois : facture d’eau, d’électricité, de téléphone.',
    'x-kinds': ['pdf', 'image'],
    'maxItems': 2,
  }),
  ready('honneur', {
    'x-question': 'declaration',
    'title': 'Je certifie sur l’honneur que ces renseignements sont exacts.',
  }),
]

export function readyQuestion(name: unknown): ReadyQuestion | undefined {
  return READY_QUESTIONS.find((one) => one.name === name)
}

function ready(name: string, spec: Spec, required = true): ReadyQuestion {
  return { name, spec, required }
}
