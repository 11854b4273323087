import type { ActionField } from '../action_form.js'

/** The fields that the library's workflows share. Typographic spaces are no-break spaces. */

export const note: ActionField = {
  key: 'note',
  kind: 'long-text',
  title: 'Note interne',
  help: 'Visible des agents et des services, jamais de l’usager.',
  visibility: 'agents',
  maxLength: 2000,
}

export const message: ActionField = {
  key: 'message',
  kind: 'long-text',
  title: 'Message à l’usager',
  visibility: 'usager',
  maxLength: 4000,
}

export const motif: ActionField = {
  key: 'motif',
  kind: 'long-text',
  title: 'Motif du refus',
  help: 'L’usager le lira tel quel.',
  required: true,
  visibility: 'usager',
  maxLength: 4000,
}

/** Refusals are counted by it: what somebody writes cannot be counted, and goes with the dossier. */
export const category: ActionField = {
  key: 'categorie',
  kind: 'choice',
  title: 'Catégorie, pour les statistiques',
  help: 'L’usager ne la lit pas.',
  visibility: 'agents',
  choices: [
    { value: 'incomplet', label: 'Dossier incomplet' },
    { value: 'hors_conditions', label: 'Conditions non remplies' },
    { value: 'hors_competence', label: 'Ne relève pas de la commune' },
    { value: 'doublon', label: 'Demande en double' },
    { value: 'autre', label: 'Autre raison' },
  ],
}

export const questions: ActionField = {
  key: 'questions',
  kind: 'questions',
  title: 'Réponses à corriger ou à compléter',
  help: 'Sans choix, l’usager peut revoir toutes ses réponses.',
  visibility: 'usager',
}

export const correctionMessage: ActionField = {
  ...message,
  help: 'Dites ce qui manque ou ce qui est à revoir.',
  required: true,
}

export const service: ActionField = {
  key: 'service',
  kind: 'service',
  title: 'Service',
  required: true,
  visibility: 'usager',
}

export const serviceNote: ActionField = {
  ...note,
  title: 'Note pour le service',
  help: 'Visible des agents et du service, jamais de l’usager.',
}

export const reason: ActionField = {
  key: 'raison',
  kind: 'long-text',
  title: 'Raison du renvoi',
  help: 'Visible des agents et des services, jamais de l’usager.',
  required: true,
  visibility: 'agents',
  maxLength: 2000,
}
