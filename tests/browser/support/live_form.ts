import type { Document } from '#forms/main'

/** A bit of everything that a script makes nicer. */
export const LIVE_FORM = {
  'type': 'object',
  'x-order': ['demande', 'envoi'],
  'properties': {
    demande: {
      'type': 'object',
      'title': 'La demande',
      'x-order': ['motif', 'precisez', 'date', 'repas', 'total', 'temoins', 'plan'],
      'required': ['motif', 'precisez', 'date'],
      'properties': {
        motif: {
          'x-question': 'choice',
          'title': 'Motif',
          'oneOf': [
            { const: 'trou', title: 'Un trou' },
            { const: 'autre', title: 'Autre chose' },
          ],
        },
        precisez: {
          'x-question': 'short-text',
          'title': 'Précisez',
          'x-show-if': { all: [{ question: 'demande.motif', is: 'autre' }] },
        },
        date: { 'x-question': 'date', 'title': 'Date', 'x-not-after': '2099-12-31' },
        repas: { 'x-question': 'number', 'title': 'Nombre de repas', 'minimum': 1 },
        total: {
          'x-question': 'computed',
          'title': 'Prix',
          'x-format': 'amount',
          'x-compute': { product: ['demande.repas', 350] },
        },
        temoins: {
          'x-question': 'group',
          'title': 'Témoins',
          'x-row-title': 'Témoin',
          'items': {
            'x-order': ['nom', 'majeur', 'tuteur'],
            'required': ['nom'],
            'properties': {
              nom: { 'x-question': 'short-text', 'title': 'Nom du témoin' },
              majeur: { 'x-question': 'yes-no', 'title': 'Est-il majeur ?' },
              tuteur: {
                'x-question': 'short-text',
                'title': 'Nom de son tuteur',
                'x-show-if': { all: [{ question: 'demande.temoins.majeur', is: false }] },
              },
            },
          },
        },
        plan: {
          'x-question': 'file',
          'title': 'Plan',
          'maxItems': 2,
          'x-max-size': 400_000,
          'x-kinds': ['pdf', 'image'],
        },
      },
    },
    envoi: {
      'type': 'object',
      'title': 'L’envoi',
      'x-order': ['nom', 'courriel', 'telephone'],
      'required': ['nom', 'courriel'],
      'properties': {
        nom: { 'x-question': 'short-text', 'title': 'Votre nom', 'x-role': 'contact-name' },
        courriel: {
          'x-question': 'email',
          'title': 'Adresse électronique',
          'x-role': 'contact-email',
        },
        telephone: { 'x-question': 'phone', 'title': 'Téléphone', 'x-role': 'contact-phone' },
      },
    },
  },
} as unknown as Document
