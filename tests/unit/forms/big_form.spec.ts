import { test } from '@japa/runner'
import { check, compile, type Form, load } from '#forms/main'
import { parse } from '#forms/parse'
import { walk } from '#forms/walk'
import { bigForm } from '#tests/support/big_form'
import { Filling } from '#tests/support/filling'

const document = bigForm()
const form = load(compile(document))

const filled = (seed: number) => {
  const raw = new Filling(document, seed).raw()
  return Object.fromEntries(Object.keys(raw).map((key) => [key, form.decode(key, raw[key]!)]))
}

/** Milliseconds of the processor, the best of a few: what else the machine does is left out. */
function cost(work: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  return Math.min(...Array.from({ length: 7 }, once))
}

test.group('Forms | 150 questions and 100 rules', () => {
  test('can be published', ({ assert }) => {
    const pages = parse(document)
    const questions = pages.flatMap((page) => page.questions)
    assert.lengthOf(questions, 150)
    assert.lengthOf(
      [...walk(pages)].filter(({ rule }) => rule),
      100
    )
    assert.deepEqual(check(document), [])
  })

  test('hides the same once and twice, and judges what is shown alone', ({ assert }) => {
    const shown = new Set<number>()
    for (let seed = 1; seed <= 40; seed++) {
      const answers = form.visible(filled(seed))
      assert.deepEqual(form.visible(answers), answers)
      assert.deepEqual(form.validate(answers), form.validate(filled(seed)))
      const listed = form.summary(answers).flatMap(({ items }) => items)
      const paths = new Set(listed.map(({ path }) => path))
      for (const { path } of form.validate(answers)) {
        assert.isTrue(
          [...paths].some((one) => path === one || path.startsWith(`${one}.`)),
          path
        )
      }
      shown.add(listed.length)
    }
    assert.isAbove(shown.size, 10)
    assert.isBelow(Math.min(...shown), 130)
  })

  test('is quick: what is done at each page takes milliseconds', ({ assert }) => {
    const answers = form.visible(filled(3))
    assert.isBelow(
      cost(() => form.visible(answers)),
      10
    )
    assert.isBelow(
      cost(() => form.validate(answers)),
      20
    )
    assert.isBelow(
      cost(() => form.summary(answers)),
      10
    )
    assert.isBelow(
      cost(() => form.journey(answers)),
      25
    )
    assert.isBelow(
      cost(() => render(form, answers)),
      60
    )
  })

  test('shows each page, blank, filled in, and in error', ({ assert }) => {
    const answers = form.visible(filled(5))
    for (const { key } of form.pages(answers)) {
      assert.include(form.render(key), 'name="f[')
      assert.include(form.render(key, { answers }), 'name="f[')
      const errors = form.validate({}, key)
      const html = form.render(key, { answers: {}, errors })
      for (const { id } of errors) assert.include(html, `id="${id}"`)
    }
  })
})

function render(one: Form, answers: ReturnType<typeof filled>): string {
  return one.render('p4', { answers })
}
