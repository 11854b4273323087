import { test } from '@japa/runner'
import drive from '@adonisjs/drive/services/main'
import Piece from '#documents/piece'
import { withCommune } from '#tenancy/scope'
import { aCommune, type TestCommune } from '#tests/support/world'
import { dossierOf, EXE, idIn, PNG, RICH_FORM } from './support.js'

const pieces = (commune: TestCommune) => withCommune(commune.id, () => Piece.query().orderBy('id'))
const MOTIF = { 'f[lieu][motif]': 'trou' }
const plan = (name: string, file: Uint8Array = PNG) => ({ 'f[lieu][plan][]': { file, name } })

async function rich() {
  const commune = await aCommune({ form: RICH_FORM })
  const person = commune.visitor()
  return { commune, person, page: await person.get('/demarches/demande/remplir') }
}

test.group('Pieces of a draft', () => {
  test('are stored with the page that begins it, shown, and downloaded', async ({ assert }) => {
    const { commune, person, page } = await rich()
    const next = await person.submit(page, { ...MOTIF, ...plan('plan du lieu.png') })
    assert.match(next.path, /page-envoi$/)
    const [piece] = await pieces(commune)
    assert.equal(piece!.question, 'lieu.plan')
    assert.deepEqual((await dossierOf(commune, idIn(next))).answers.lieu!.plan, [piece!.id])

    const back = await person.get(`/brouillons/${idIn(next)}/lieu`)
    assert.include(back.text, 'plan du lieu.png')
    const file = await person.get(`/brouillons/${idIn(next)}/pieces/${piece!.id}`)
    assert.equal(file.headers['content-type'], 'image/png')
    const stranger = commune.visitor()
    assert.equal((await stranger.get(file.path)).status, 404)
  })

  test('are refused one by one, and the others kept', async ({ assert }) => {
    const { commune, person, page } = await rich()
    const files = [
      { file: EXE, name: 'x.exe' },
      { file: PNG, name: 'bonne.png' },
    ]
    const again = await person.submit(page, { ...MOTIF, 'f[lieu][plan][]': files })
    assert.equal(again.status, 422)
    assert.include(again.text, 'La pièce « x.exe » n’est pas acceptée pour « Plan »')
    assert.exists(again.html.querySelector('.error-summary a[href="#f-lieu-plan"]'))
    assert.include(again.text, 'bonne.png')
    assert.lengthOf(await pieces(commune), 1)

    const held = (await pieces(commune))[0]!.id
    const grande = { file: Buffer.concat([PNG, Buffer.alloc(4000)]), name: 'grande.png' }
    const big = await person.submit(again, { 'f[lieu][plan][]': [held, grande] })
    assert.equal(big.status, 422)
    assert.include(big.text, 'trop lourde')
    const two = [
      { file: PNG, name: 'deux.png' },
      { file: PNG, name: 'trois.png' },
    ]
    const many = await person.submit(big, { 'f[lieu][plan][]': [held, ...two] })
    assert.include(many.text, 'Trop de pièces pour « Plan »')
    assert.lengthOf(await pieces(commune), 2)
  })

  test('are removed with their bytes', async ({ assert }) => {
    const { commune, person, page } = await rich()
    const next = await person.submit(page, { ...MOTIF, ...plan('plan.png') })
    const [piece] = await pieces(commune)
    assert.isTrue(await drive.use().exists(piece!.diskKey))
    const back = await person.get(`/brouillons/${idIn(next)}/lieu`)
    const without = await person.submit(back, {}, { button: `remove=lieu.plan|${piece!.id}` })
    assert.notInclude(without.text, 'plan.png')
    assert.lengthOf(await pieces(commune), 0)
    assert.isFalse(await drive.use().exists(piece!.diskKey))
  })

  test('of a row go with the row', async ({ assert }) => {
    const { commune, person, page } = await rich()
    const row = await person.submit(page, MOTIF, { button: 'add=lieu.temoins' })
    const photo = { 'f[lieu][temoins][0][photo][]': { file: PNG, name: 'ana.png' } }
    const two = await person.submit(row, photo, { button: 'add=lieu.temoins' })
    assert.include(two.text, 'ana.png')
    assert.lengthOf(await pieces(commune), 1)
    await person.submit(two, {}, { button: 'remove=lieu.temoins|0' })
    assert.lengthOf(await pieces(commune), 0)
  })

  test('cannot be another dossier’s', async ({ assert }) => {
    const { commune, person, page } = await rich()
    await person.submit(page, { ...MOTIF, ...plan('plan.png') })
    const [piece] = await pieces(commune)
    const stranger = commune.visitor()
    const typed = { ...MOTIF, 'f[lieu][plan][]': piece!.id }
    const first = await stranger.submit(await stranger.get('/demarches/demande/remplir'), typed)
    assert.deepEqual((await dossierOf(commune, idIn(first))).answers, { lieu: { motif: 'trou' } })
    const again = await stranger.submit(
      await stranger.get(`/brouillons/${idIn(first)}/lieu`),
      typed
    )
    assert.deepEqual((await dossierOf(commune, idIn(again))).answers, { lieu: { motif: 'trou' } })
    assert.lengthOf(await pieces(commune), 1)
  })
})
