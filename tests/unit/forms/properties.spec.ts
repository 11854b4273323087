import { test } from '@japa/runner'
import fc from 'fast-check'
import { check, compile, load, type Answers, type Document, type Form, type Raw } from '#forms/main'
import { browserModule } from '#forms/browser_module'
import { LiveSheet } from '#forms/live'
import { imported } from '#tests/support/browser_module'
import { documents, rawFor } from './support/arbitraries.js'
import { postedFrom } from './support/form_reader.js'

const filled = documents.chain((document) => rawFor(document).map((raw) => ({ document, raw })))

function answersOf(form: Form, document: Document, raw: Record<string, Raw>): Answers {
  const pages = Object.keys(document.properties)
  return Object.fromEntries(pages.map((key) => [key, form.decode(key, raw[key]!)]))
}

test.group('Forms | whatever the builder makes', (group) => {
  group.each.timeout(120_000)

  test('compiles, twice to the same hash, whatever the order of its keys', ({ assert }) => {
    fc.assert(
      fc.property(documents, (document) => {
        assert.deepEqual(check(document), [])
        assert.equal(compile(document).hash, compile(reversed(document) as Document).hash)
      }),
      { numRuns: 15 }
    )
  })

  test('shows the answers so that posting the page gives them back', ({ assert }) => {
    fc.assert(
      fc.property(filled, ({ document, raw }) => {
        const form = load(compile(document))
        const answers = form.visible(answersOf(form, document, raw))
        for (const { key } of form.pages(answers)) {
          const posted = postedFrom(form.render(key, { answers }))
          // What is computed is not posted: it is computed again.
          const again = { ...answers, [key]: form.decode(key, posted.f?.[key] ?? {}) }
          assert.deepEqual(form.visible(again)[key] ?? {}, answers[key] ?? {})
        }
      }),
      { numRuns: 40 }
    )
  })

  test('hides the same once and twice, and keeps nothing that is hidden', ({ assert }) => {
    fc.assert(
      fc.property(filled, ({ document, raw }) => {
        const form = load(compile(document))
        const answers = form.visible(answersOf(form, document, raw))
        // Another object: the form knows those that it has been through.
        assert.deepEqual(form.visible(structuredClone(answers)), answers)
        assert.strictEqual(form.visible(answers), answers)
        const shown = form.summary(answers).flatMap((page) => page.items)
        const listed = new Set(shown.map((item) => item.path))
        for (const { path } of form.questions()) {
          const value = path.split('.').reduce<any>((at, key) => at?.[key], answers)
          if (value !== undefined) assert.isTrue(listed.has(path), path)
        }
        const pages = new Set(form.pages(answers).map((page) => page.key))
        assert.isTrue(Object.keys(answers).every((key) => pages.has(key)))
      }),
      { numRuns: 40 }
    )
  })

  test('names every error by a question of the form, with a control to focus', ({ assert }) => {
    fc.assert(
      fc.property(filled, ({ document, raw }) => {
        const form = load(compile(document))
        const answers = answersOf(form, document, raw)
        const errors = form.validate(answers)
        for (const { key } of form.pages(answers)) {
          const html = form.render(key, { answers, errors })
          for (const error of errors.filter(({ path }) => path.startsWith(`${key}.`))) {
            assert.exists(form.question(error.path), error.path)
            assert.include(html, `id="${error.id}"`)
          }
        }
      }),
      { numRuns: 40 }
    )
  })

  test('judges and shows in a browser what it does on the server', async ({ assert }) => {
    const property = fc.asyncProperty(filled, async ({ document, raw }) => {
      const compiled = compile(document)
      const form = load(compiled)
      const module = await imported(browserModule(compiled))
      const answers = answersOf(form, document, raw)
      for (const { key } of form.pages(answers)) {
        const sheet = new LiveSheet(module, key)
        assert.deepEqual(sheet.decode({ [key]: raw[key] }), { [key]: answers[key] })
        assert.deepEqual(sheet.validate(answers), form.validate(answers, key))
        const { context } = sheet.look(answers, {})
        const html = form.render(key, { answers })
        for (const { path } of form.questions().filter(({ page }) => page === key)) {
          const drawn = html.includes(`name="f[${path.replaceAll('.', '][')}]`)
          if (drawn) assert.isTrue(context.isShown(path), path)
        }
      }
    })
    await fc.assert(property, { numRuns: 40 })
  })

  test('renders an old form as it was, from what was stored', ({ assert }) => {
    fc.assert(
      fc.property(documents, (document) => {
        const stored = JSON.parse(JSON.stringify(reversed(compile(document))))
        const form = load(stored)
        for (const key of Object.keys(document.properties)) {
          assert.equal(form.render(key), stored.blank[key])
          assert.equal(load({ ...stored, blank: {} }).render(key), stored.blank[key])
        }
      }),
      { numRuns: 15 }
    )
  })
})

/** As a database gives JSON back: with keys in an order of its own. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).reverse()
  return Object.fromEntries(entries.map(([key, one]) => [key, reversed(one)]))
}
