import { test } from '@japa/runner'
import limiter from '@adonisjs/limiter/services/main'
import drive from '@adonisjs/drive/services/main'
import Dossier from '#dossiers/dossier'
import Piece from '#documents/piece'
import { purgePieces } from '#notifications/left_pieces'
import { sql, withCommune } from '#tenancy/scope'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'
import { EXE, PNG, RICH_FORM } from './support.js'

const FORM = '/demarches/demande/remplir'

const live = (page: Page) =>
  JSON.parse(page.html.querySelector('[data-live]')!.getAttribute('data-live')!)
const hidden = (page: Page, name: string) =>
  page.html.querySelector(`main input[name=${name}]`)?.getAttribute('value') ?? ''
const tokens = (page: Page): Fields => ({
  _csrf: hidden(page, '_csrf'),
  seal: hidden(page, 'seal'),
  draft: hidden(page, 'draft'),
})
const dossiers = (commune: TestCommune) => withCommune(commune.id, () => Dossier.query())
const pieces = (commune: TestCommune) => withCommune(commune.id, () => Piece.query())

async function rich() {
  const commune = await aCommune({ form: RICH_FORM })
  const person = commune.visitor()
  const page = await person.get(FORM)
  const save = (fields: Fields, links = live(page).links) =>
    person.post(links.save, { ...tokens(page), ...fields })
  return { commune, person, page, save }
}

const send = (person: Visitor, page: Page, address: string, fields: Fields) =>
  person.post(address, { ...tokens(page), ...fields })

test.group('What a script sends while a page is filled in', (group) => {
  group.each.setup(() => limiter.clear())

  test('begins one draft, under the id that the page carries, and keeps it up', async ({
    assert,
  }) => {
    const { commune, person, page, save } = await rich()
    const first = await save({ 'f[lieu][motif]': 'trou' })
    assert.equal(first.status, 200)
    const links = JSON.parse(first.body)
    await save({ 'f[lieu][motif]': 'autre', 'f[lieu][precisez]': 'Une grille' }, links)
    const [draft, ...others] = await dossiers(commune)
    assert.lengthOf(others, 0)
    assert.equal(draft!.id, hidden(page, 'draft'))
    assert.deepEqual(draft!.answers, { lieu: { motif: 'autre', precisez: 'Une grille' } })

    const next = await person.submit(page, {
      'f[lieu][motif]': 'autre',
      'f[lieu][precisez]': 'Une grille',
      'shown[]': ['', 'lieu.precisez'],
    })
    assert.equal(next.path, `/brouillons/${draft!.id}/page-envoi`)
    assert.lengthOf(await dossiers(commune), 1)
  })

  test('may be wrong: it is kept, and judged when it is posted', async ({ assert }) => {
    const { commune, save } = await rich()
    const { body } = await save({ 'f[lieu][motif]': 'n’importe quoi' })
    assert.equal((await save({}, JSON.parse(body))).status, 200)
    assert.deepEqual((await dossiers(commune))[0]!.answers, { lieu: {} })
  })

  test('is refused to whoever does not hold the draft, and without a token', async ({ assert }) => {
    const { commune, page, save } = await rich()
    const links = JSON.parse((await save({ 'f[lieu][motif]': 'trou' })).body)
    const stranger = commune.visitor()
    const other = await stranger.get(FORM)
    assert.equal((await send(stranger, other, links.save, {})).status, 404)
    const file = { question: 'lieu.plan', file: { file: PNG, name: 'plan.png' } }
    assert.equal((await send(stranger, other, links.upload, file)).status, 404)
    assert.equal((await stranger.post(links.save, { seal: hidden(page, 'seal') })).status, 403)
    assert.deepEqual((await dossiers(commune))[0]!.answers, { lieu: { motif: 'trou' } })
    assert.lengthOf(await pieces(commune), 0)
  })

  test('brings files one by one, and the page claims them', async ({ assert }) => {
    const { commune, person, page, save } = await rich()
    const links = JSON.parse((await save({ 'f[lieu][motif]': 'trou' })).body)
    const upload = (question: string, file: Uint8Array, name: string) =>
      send(person, page, links.upload, { question, file: { file, name } })

    const sent = await upload('lieu.plan', PNG, 'plan.png')
    const { piece } = JSON.parse(sent.body)
    assert.equal(piece.name, 'plan.png')
    assert.equal((await person.get(piece.url)).headers['content-type'], 'image/png')
    assert.deepEqual((await dossiers(commune))[0]!.answers, { lieu: { motif: 'trou' } })
    await save({ 'f[lieu][motif]': 'trou', 'f[lieu][plan][]': piece.id }, links)
    const [draft] = await dossiers(commune)
    assert.deepEqual(draft!.answers.lieu!.plan, [piece.id])

    const [kept] = await pieces(commune)
    await save({ 'f[lieu][motif]': 'trou' }, links)
    assert.lengthOf(await pieces(commune), 0)
    assert.isFalse(await drive.use().exists(kept!.diskKey))
  })

  test('tells why a file is refused, and takes none that no question asks for', async ({
    assert,
  }) => {
    const { commune, person, page, save } = await rich()
    const links = JSON.parse((await save({ 'f[lieu][motif]': 'trou' })).body)
    const upload = (fields: Fields) => send(person, page, links.upload, fields)
    const file = { file: EXE, name: 'x.exe' }
    const wrong = await upload({ question: 'lieu.plan', file })
    assert.equal(wrong.status, 422)
    assert.include(JSON.parse(wrong.body).message, 'x.exe')
    const heavy = { file: Buffer.concat([PNG, Buffer.alloc(4000)]), name: 'grande.png' }
    assert.include(
      JSON.parse((await upload({ question: 'lieu.plan', file: heavy })).body).message,
      '2'
    )
    for (const question of [
      'lieu.motif',
      'lieu',
      '',
      '__proto__',
      'lieu.temoins',
      'x'.repeat(900),
    ]) {
      assert.equal((await upload({ question, file })).status, 400, question)
    }
    assert.equal((await upload({ question: 'lieu.plan', file: 'texte' })).status, 400)
    assert.equal((await upload({ 'question[]': 'lieu.plan', file })).status, 400)
    assert.equal((await upload({})).status, 400)
    assert.lengthOf(await pieces(commune), 0)
  })

  test('loses the files that no page claims, after a day', async ({ assert }) => {
    const { commune, person, page, save } = await rich()
    const links = JSON.parse((await save({ 'f[lieu][motif]': 'trou' })).body)
    const file = { question: 'lieu.plan', file: { file: PNG, name: 'plan.png' } }
    const { piece } = JSON.parse((await send(person, page, links.upload, file)).body)
    await send(person, page, links.upload, file)
    await save({ 'f[lieu][motif]': 'trou', 'f[lieu][plan][]': piece.id }, links)
    await purgePieces()
    assert.lengthOf(await pieces(commune), 2, 'not yet')

    const [left] = (await pieces(commune)).filter(({ id }) => id !== piece.id)
    await withCommune(commune.id, () =>
      sql(`update pieces set created_at = created_at - interval '25 hours'`)
    )
    await purgePieces()
    assert.deepEqual(
      (await pieces(commune)).map(({ id }) => id),
      [piece.id]
    )
    assert.isFalse(await drive.use().exists(left!.diskKey))
  })

  test('is told when the draft is sent already, and when there is too much of it', async ({
    assert,
  }) => {
    const { commune, person, page, save } = await rich()
    const links = JSON.parse((await save({ 'f[lieu][motif]': 'trou' })).body)
    const next = await person.submit(page, { 'f[lieu][motif]': 'trou' })
    const check = await person.submit(next, { 'f[envoi][courriel]': 'zoe@exemple.fr' })
    await person.submit(check)
    const late = await save({ 'f[lieu][motif]': 'autre' }, links)
    assert.notEqual(late.path, links.save, 'it leads to the follow-up')
    assert.equal((await save({ 'f[lieu][motif]': 'autre' })).status, 409)
    assert.equal((await dossiers(commune))[0]!.answers.lieu!.motif, 'trou')

    const crowd = commune.visitor()
    for (let count = 0; count < 60; count++)
      await send(crowd, await crowd.get(FORM), `${FORM}/enregistrement`, {})
    const last = await send(crowd, await crowd.get(FORM), `${FORM}/enregistrement`, {})
    assert.equal(last.status, 429)
  })

  test('finds the form under a name that lasts as long as its content', async ({ assert }) => {
    const { commune, person, page } = await rich()
    const { module } = live(page)
    const script = await person.get(module)
    assert.equal(script.status, 200)
    assert.match(script.headers['content-type']!, /javascript/)
    assert.include(script.headers['cache-control']!, 'immutable')
    assert.isUndefined(script.headers['set-cookie'])
    const other = await aCommune()
    assert.equal((await other.visitor().get(module)).status, 404)
    assert.equal((await commune.visitor().get(module.replace(/.{4}\.js$/, '0000.js'))).status, 404)
  })
})
