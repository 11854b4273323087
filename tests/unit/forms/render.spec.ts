import { test } from '@japa/runner'
import { formOf, formOfOne, OPTIONS } from './support/documents.js'
import { attributes, postedFrom } from './support/form_reader.js'

const ALL = {
  nom: { 'x-question': 'short-text', 'title': 'Nom', 'description': 'De *naissance*.' },
  note: { 'x-question': 'long-text', 'title': 'Note' },
  motif: { 'x-question': 'choice', 'title': 'Motif', 'oneOf': OPTIONS },
  jour: { 'x-question': 'date', 'title': 'Jour' },
  courriel: { 'x-question': 'email', 'title': 'Courriel', 'x-role': 'contact-email' as const },
  pieces: { 'x-question': 'file', 'title': 'Pièces' },
  adresse: { 'x-question': 'address', 'title': 'Adresse', 'x-autocomplete': true },
  accord: { 'x-question': 'declaration', 'title': 'Je certifie' },
  dit: { 'x-question': 'explanation', 'description': '[oui](https://x.fr) [non](javascript:x())' },
}

test.group('Forms | render', () => {
  test('names, ids and order are those of the path', ({ assert }) => {
    const html = formOf(ALL).render('p')
    for (const name of ['f[p][nom]', 'f[p][jour][day]', 'f[p][pieces][]', 'f[p][adresse][city]']) {
      assert.include(html, `name="${name}"`)
    }
    assert.include(html, 'id="f-p-nom"')
    const parts = ['field__label', 'field__help', 'id="f-p-nom"'].map((part) => html.indexOf(part))
    assert.deepEqual(
      [...parts].sort((a, b) => a - b),
      parts
    )
  })

  test('every description that is pointed at exists, every id once', ({ assert }) => {
    const form = formOf(ALL, Object.keys(ALL).slice(0, 8))
    const html = form.render('p', { errors: form.validate({ p: {} }) })
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const [tag] of html.matchAll(/<(?:input|textarea|select|fieldset|label)\b[^>]*>/g)) {
      const { 'aria-describedby': described = '', 'for': target = '' } = attributes(tag)
      for (const id of [...described.split(' '), target].filter(Boolean)) assert.include(ids, id)
    }
  })

  test('an error is told between help and field, and marked', ({ assert }) => {
    const form = formOf(ALL, ['nom'])
    const html = form.render('p', { errors: form.validate({ p: {} }) })
    assert.match(html, /field--error.*field__help.*field__error.*aria-invalid="true"/s)
    assert.match(html, /aria-describedby="f-p-nom-help f-p-nom-error"/)
  })

  test('nothing that a strict policy would stop, no script from a text', ({ assert }) => {
    const form = formOf({ ...ALL, nom: { 'x-question': 'short-text', 'title': '<img onerror=x>' } })
    const html = form.render('p', { answers: { p: { nom: '"><script>x</script>' } } })
    assert.notMatch(html, /<(script|img|style)|href="javascript:/i)
    for (const [tag] of html.matchAll(/<[^>]+>/g)) assert.notMatch(tag, /\s(style|on\w+)=/i)
    assert.equal(postedFrom(html).f.p.nom, '"><script>x</script>')
  })

  test('optional ones say so, required ones need not', ({ assert }) => {
    assert.include(formOf(ALL).render('p'), '(facultatif)')
    assert.notInclude(formOfOne(ALL.nom, true).render('p'), '(facultatif)')
  })

  test('the browser may fill in what is about the usager, and that alone', ({ assert }) => {
    const html = formOf(ALL).render('p')
    assert.match(html, /autoComplete="email"/)
    assert.match(html, /autoComplete="postal-code"/)
    const others = { adresse: { 'x-question': 'address', 'title': 'Adresse du défunt' } }
    assert.notMatch(formOf(others).render('p'), /autoComplete/)
  })

  test('a key may end in a number', ({ assert }) => {
    const html = formOf({ parent1: { 'x-question': 'identity', 'title': 'Parent 1' } }).render('p')
    assert.include(html, '<legend class="field__label">Parent 1')
  })

  test('choices by their number: radios to five, a select beyond', ({ assert }) => {
    const enumOf = (count: number) => Array.from({ length: count }, (_, n) => `o${n}`)
    assert.include(
      formOfOne({ 'x-question': 'choice', 'enum': enumOf(5) }).render('p'),
      'type="radio"'
    )
    assert.include(formOfOne({ 'x-question': 'choice', 'enum': enumOf(6) }).render('p'), '<select')
  })

  test('files already sent: name, size, id, and a button to take one away', ({ assert }) => {
    const id = '0198f2a0-5b7c-7cc1-9c1f-3f1d2a4b5c6d'
    const pieces = { [id]: { id, name: 'plan.pdf', size: 2_400_000, type: 'application/pdf' } }
    const form = formOfOne({ 'x-question': 'file' })
    const html = form.render('p', { answers: { p: { q: [id] } }, pieces })
    assert.include(html, 'plan.pdf')
    assert.include(html, '2,4\u00a0Mo')
    assert.include(html, `value="p.q|${id}"`)
    assert.deepEqual(form.press({ p: { q: [id] } }, { remove: `p.q|${id}` }), { p: {} })
    assert.deepInclude(form.question('p.q')!.settings, { maxSize: 10_000_000, maxCount: 5 })
  })

  test('a GET is the stored string; what other pages answered does not matter to it', ({
    assert,
  }) => {
    const form = formOf(ALL)
    assert.equal(form.render('p', { answers: { other: { x: 1 } } as never }), form.render('p'))
    assert.equal(form.render('nowhere'), '')
  })
})
