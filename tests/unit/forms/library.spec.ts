import { readFileSync, readdirSync } from 'node:fs'
import { test } from '@japa/runner'
import { check, compile, load } from '#forms/main'

const folder = new URL('../../../app/catalogue/library/', import.meta.url)
const clock = { today: '2026-06-15' }

test.group('Forms | the library', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const ready = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

    test(`${ready.title} can be published and finds whom to write to`, ({ assert }) => {
      assert.deepEqual(check(ready.document), [])
      const form = load(compile(ready.document))
      const roles = JSON.stringify(ready.document).match(/"x-role":"[^"]+"/g) ?? []
      assert.includeMembers(roles, ['"x-role":"contact-email"'])
      const contact = form.questions().find(({ type, page }) => type === 'email' && page)!
      assert.isTrue(contact.required)
      assert.equal(form.pages({})[0]!.index, 1)
    })
  }

  test('a report from the street, from the first page to the last', ({ assert }) => {
    const { document } = JSON.parse(readFileSync(new URL('signalement.json', folder), 'utf8'))
    const form = load(compile(document))
    const answers = {
      probleme: form.decode('probleme', {
        categorie: 'proprete',
        dechets_nature: ['depot'],
        voirie_nature: 'trou',
        description: 'Un matelas.',
        date_constat: { day: '14', month: '6', year: '2026' },
        danger: 'non',
      }),
      lieu: form.decode('lieu', { adresse: { label: 'Rue de la Banne' } }),
      contact: form.decode('contact', { courriel: 'a@b.fr', anonyme: 'oui', nom: 'Silvère' }),
    }
    assert.deepEqual(form.validate(answers, undefined, clock), [])
    assert.deepEqual(form.contact(answers), { email: 'a@b.fr' })
    assert.notProperty(form.visible(answers).probleme, 'voirie_nature')
    const labels = form.summary(answers).flatMap((one) => one.items.map((item) => item.key))
    assert.notInclude(labels, 'nom')
  })
})
