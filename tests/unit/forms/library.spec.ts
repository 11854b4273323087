import { test } from '@japa/runner'
import { readyDemarches } from '#catalogue/ready_demarches'
import { check, compile, load, type Answers, type Form } from '#forms/main'
import { parse } from '#forms/parse'
import { Screen } from '#forms/shown'
import { walk } from '#forms/walk'
import { Filling } from '#tests/support/filling'
import { findWorkflow } from '#workflow/main'

const clock = { today: '2026-06-15' }
const library = await readyDemarches()

/** Straight quotes, three dots, and signs without their no-break space. */
const WRONG = /['"]|\.\.\.| [:;!?»]|« |[^\s\u00a0\u202f]»|[\w)][;!?](?!\w)/

const KEYWORDS = ['question', 'is', 'const', 'x-question', 'x-role', 'x-compute', 'x-autocomplete']

function textsOf(value: unknown, keyword = ''): string[] {
  if (KEYWORDS.includes(keyword)) return []
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    textsOf(one, Array.isArray(value) ? keyword : key)
  )
}

const answersOf = (form: Form, filling: Filling): Answers => {
  const raw = filling.raw()
  return Object.fromEntries(Object.keys(raw).map((key) => [key, form.decode(key, raw[key]!)]))
}

test.group('Forms | the library', () => {
  test('has what town halls are asked for, in France and in Belgium', ({ assert }) => {
    assert.isAtLeast(library.length, 20)
    assert.isAtLeast(library.filter(({ country }) => country === 'BE').length, 4)
    assert.equal(new Set(library.map(({ slug }) => slug)).size, library.length)
    const workflows = new Set(library.map(({ workflow }) => workflow))
    assert.equal(workflows.size, 6)
    for (const id of workflows) assert.exists(findWorkflow(id), id)
    for (const { slug, category, service } of library) {
      assert.match(slug, /^[a-z]+(-[a-z]+)*$/)
      assert.isNotEmpty(category)
      assert.isNotEmpty(service)
    }
  })

  for (const { title, description, document } of library) {
    test(`${title} can be published and finds whom to write to`, ({ assert }) => {
      assert.deepEqual(check(document), [])
      const form = load(compile(document))
      const contact = [...walk(parse(document))].find(
        ({ spec }) => spec['x-role'] === 'contact-email'
      )!
      assert.isTrue(contact.required)
      assert.isTrue(
        [...walk(parse(document))].some(({ spec }) => spec['x-role'] === 'contact-name')
      )
      assert.equal(form.pages({})[0]!.index, 1)
    })

    test(`${title} is written as French is printed`, ({ assert }) => {
      const texts = [title, description, ...textsOf(document.properties)]
      const shown = texts.map((text) => text.replace(/https?:\/\/\S+|\(\/\S+/g, ''))
      assert.deepEqual(
        shown.filter((text) => WRONG.test(text)),
        []
      )
    })

    test(`${title} can be answered, and shows each of its questions to someone`, ({ assert }) => {
      const form = load(compile(document))
      const pages = parse(document)
      const all = new Set([...pages.map(({ key }) => key), ...[...walk(pages)].map((q) => q.path)])
      let complete = 0
      for (let seed = 1; seed <= 1500 && (all.size > 0 || complete === 0); seed++) {
        const answers = form.visible(answersOf(form, new Filling(document, seed)))
        const screen = new Screen(pages, answers)
        for (const page of screen.shownPages()) {
          all.delete(page.key)
          for (const { question } of screen.everything(page)) all.delete(question.path)
        }
        if (form.validate(answers).length === 0) complete += 1
      }
      assert.deepEqual([...all], [])
      assert.isAbove(complete, 0)
    })
  }

  test('a report from the street, from the first page to the last', ({ assert }) => {
    const { document } = library.find(({ slug }) => slug === 'signalement')!
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

  test('a room: too many people for it, then what it costs', ({ assert }) => {
    const { document } = library.find(({ slug }) => slug === 'salle-communale')!
    const form = load(compile(document))
    const asked = {
      demandeur: { statut: 'habitant' },
      reservation: { salle: 'reunion', personnes: 40, jours: 2 },
    }
    assert.equal(form.journey(asked).exit, 'reservation')
    const fitting = { ...asked, reservation: { salle: 'fetes', personnes: 40, jours: 2 } }
    assert.isNull(form.journey(fitting).exit)
    assert.equal(form.visible(fitting).tarif!.total, 56_000)
    const outside = { ...fitting, demandeur: { statut: 'exterieur' } }
    assert.equal(form.visible(outside).tarif!.total, 96_000)
  })

  test('a meal costs what the family can pay', ({ assert }) => {
    const { document } = library.find(({ slug }) => slug === 'restauration-scolaire')!
    const form = load(compile(document))
    const price = (quotient: number) =>
      form.visible({ tarif: { habitant: true, connu: true, quotient } }).tarif!.prix
    assert.deepEqual([400, 401, 1400, 1401].map(price), [100, 210, 410, 490])
    assert.notProperty(form.visible({ tarif: { habitant: false, quotient: 400 } }).tarif, 'prix')
  })
})
