import { test } from '@japa/runner'
import { formOf, page } from './support/documents.js'

test.group('Forms | what leaves, and what stays', () => {
  const row = page({
    prenom: { 'title': 'Prénom', 'x-question': 'short-text' },
    sante: { 'title': 'Allergies', 'x-question': 'short-text', 'x-sensitive': true },
  })
  delete row.title
  const form = formOf({
    nom: { 'title': 'Nom', 'x-question': 'short-text' },
    compte: { 'title': 'IBAN', 'x-question': 'iban' },
    secret: { 'title': 'Secret', 'x-question': 'short-text', 'x-sensitive': true },
    oui: { 'title': 'D’accord', 'x-question': 'yes-no' },
    enfants: { 'title': 'Enfants', 'x-question': 'group', 'items': row },
  })
  const given = {
    nom: 'Zoé Martin',
    compte: 'FR7630006000011234567890189',
    secret: 'rien',
    oui: true,
    enfants: [{ prenom: 'Léa', sante: 'noix' }],
  }

  test('another program reads all but what is sensitive, in rows too', ({ assert }) => {
    const left = form.shareable({ p: given })
    const { nom, oui } = given
    assert.deepEqual(left, { p: { nom, oui, enfants: [{ prenom: 'Léa' }] } })
  })

  test('figures keep no word that anybody wrote', ({ assert }) => {
    const left = JSON.stringify(form.anonymise({ p: given }))
    for (const word of ['Zoé', 'FR76', 'rien', 'Léa', 'noix']) assert.notInclude(left, word)
  })
})
