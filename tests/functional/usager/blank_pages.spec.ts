import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { withCommune } from '#tenancy/scope'
import type { Page } from '#tests/support/visitor'
import { aCommune } from '#tests/support/world'
import { guichetUnique } from '#workflow/main'
import { dossierOf, idIn, RICH_FORM } from './support.js'

const FIRST = '/demarches/demande/remplir'
const hidden = ({ html }: Page) =>
  Object.fromEntries(
    html
      .querySelectorAll('main input[type="hidden"]')
      .map((field) => [field.getAttribute('name')!, field.getAttribute('value')!])
  )

test.group('The blank first page', () => {
  test('is the same for everybody, apart from what is each one’s own', async ({ assert }) => {
    const commune = await aCommune({ form: RICH_FORM })
    const [one, two, three] = [commune.visitor(), commune.visitor(), commune.visitor()]
    const pages = [await one.get(FIRST), await two.get(FIRST), await three.get(FIRST)]

    for (const name of ['_csrf', 'seal', 'draft']) {
      assert.equal(new Set(pages.map((page) => hidden(page)[name])).size, 3, name)
    }
    const common = pages.map((page) => {
      let { body } = page
      for (const value of Object.values(hidden(page))) body = body.replaceAll(value, '·')
      return body
    })
    assert.equal(common[1], common[0])
    assert.equal(common[2], common[0])
  })

  test('begins a draft of one’s own, and leads back to it', async ({ assert }) => {
    const commune = await aCommune({ form: RICH_FORM })
    const [one, two] = [commune.visitor(), commune.visitor()]
    const pages = [await one.get(FIRST), await two.get(FIRST)]
    const typed = { 'f[lieu][motif]': 'trou' }
    const [mine, theirs] = [await one.submit(pages[0]!, typed), await two.submit(pages[1]!, typed)]

    assert.match(mine.path, /\/page-envoi$/)
    assert.notEqual(idIn(mine), idIn(theirs))
    assert.equal(idIn(theirs), hidden(pages[1]!).draft)
    assert.deepEqual((await dossierOf(commune, idIn(theirs))).answers, { lieu: { motif: 'trou' } })
    assert.equal((await two.get(FIRST)).path, `/brouillons/${idIn(theirs)}/lieu`)
  })

  test('of one commune is never another’s', async ({ assert }) => {
    const [here, there] = [await aCommune({ form: RICH_FORM }), await aCommune()]
    await here.visitor().get(FIRST)
    const page = await there.visitor().get(FIRST)
    assert.notInclude(page.text, 'Le lieu')
  })

  test('is the new one as soon as it is published', async ({ assert }) => {
    const commune = await aCommune()
    await commune.visitor().get(FIRST)
    assert.notInclude((await commune.visitor().get(FIRST)).text, 'Le lieu')

    await withCommune(commune.id, async () => {
      const demarche = await Demarche.findOrFail(commune.demarche.id)
      await new PublishDemarche().handle({
        demarche,
        document: RICH_FORM as never,
        workflow: guichetUnique,
      })
    })
    assert.include((await commune.visitor().get(FIRST)).text, 'Le lieu')
  })
})
