import { test } from '@japa/runner'
import { type Answers, compile, load } from '#forms/main'
import { sql, withCommune } from '#tenancy/scope'
import { everyType } from '#tests/support/every_type'
import { aSubmittedDossier } from '#tests/support/dossiers'
import { issueLien } from '#tests/support/liens'
import { aCommune, type TestCommune } from '#tests/support/world'
import { askCorrection, idIn } from '../usager/support.js'
import type { Target } from './support/attacker.js'
import { garbageIn, strayFiles, wrongAnswers } from './support/garbage.js'
import { besiege, type Hand, headersOf, shares, unreached } from './support/siege.js'

const POSTS = Number(process.env.HOSTILE_POSTS ?? 8000)
const HANDS = 6
const HELPS = ['group', 'date', 'choices', 'file', 'place', 'identity']

const document = everyType()
const form = load(compile(document))
const RIGHT: Answers = {
  essai: { short_text: 'Envoyé' },
  essai_6: { section: { surface: 12 } },
  suite: { courriel: 'zoe@exemple.fr' },
}
const FILE_QUESTION: [string, string][] = [['question', fileQuestion()]]
const pages = Object.keys(document.properties)
const fieldsOf = (page: string) => [
  ...new Set([...form.render(page).matchAll(/name="([^"]+)"/g)].map(([, name]) => name!)),
]

test.group('Ten thousand hostile posts (8,000 of them)', () => {
  test('of citizens get no 5xx and leave no garbage', async ({ assert }) => {
    const commune = await aCommune({ form: document })
    const hands = await Promise.all(Array.from({ length: HANDS }, (_, at) => aHand(commune, at)))
    const words = form.questions().flatMap(({ path }) => [path, `${path}|0`, `${path}|-1`])

    const sent = hands.map((hand) => hand.sent)
    const siege = await besiege(hands, POSTS, { words, between: () => reopen(commune, sent) })

    assert.deepEqual(siege.failures.slice(0, 5), [])
    const { total, reached, throttled, cut, told } = shares(siege)
    assert.equal(total, POSTS)
    assert.isAbove(reached, 0.5, told)
    assert.isBelow(throttled, 0.05, told)
    assert.isBelow(cut, 0.05, told)
    assert.deepEqual(unreached(hands, siege), [])
    assert.deepEqual(Object.keys(Object.prototype), [])

    assert.deepEqual((await wrongAnswers(commune.id, form)).slice(0, 3), [])
    assert.deepEqual(await strayFiles(commune.id), [])
    await withCommune(commune.id, async () => {
      assert.isAbove((await sql('select 1 from dossiers')).length, HANDS * 2)
      assert.isAbove((await sql('select 1 from pieces')).length, 0)
      assert.deepEqual(garbageIn(await sql('select text from messages')), [])
      assert.deepEqual(garbageIn(await sql('select recipient from mails')), [])
    })
    assert.equal((await commune.visitor().get('/')).status, 200)
  }).timeout(300_000)
})

function fileQuestion(): string {
  return form.questions().find(({ type }) => type === 'file')!.path
}

/** Somebody with a draft, a dossier that waits for a correction, and a token. */
async function aHand(commune: TestCommune, place: number): Promise<Hand & { sent: string }> {
  const person = commune.visitor()
  const sent = await aSubmittedDossier(commune, RIGHT)
  await person.get(`/suivi/${await followToken(commune, sent)}`)
  await askCorrection(commune, sent, [])
  const first = await person.get('/demarches/demande/remplir')
  const draft = idIn(await person.submit(first, { 'f[essai][short_text]': 'Essai' }))
  const all = pages.flatMap(fieldsOf)
  const own = pages.map((page): Target => {
    return { path: `/brouillons/${draft}/${page}`, fields: fieldsOf(page) }
  })
  const targets = [
    ...own,
    ...own.map(({ path, fields }) => ({ path: `${path}/enregistrement`, fields })),
    { path: '/demarches/demande/remplir', fields: fieldsOf('essai') },
    { path: '/demarches/demande/remplir/enregistrement', fields: fieldsOf('essai') },
    { path: `/brouillons/${draft}/pieces`, fields: ['file'], right: FILE_QUESTION },
    { path: `/brouillons/${draft}/lien`, fields: ['email'] },
    // The whole form at once: what it costs, two of them pay.
    ...(place < 2 ? [{ path: `/dossiers/${sent}/correction`, fields: all }] : []),
    { path: `/dossiers/${sent}/messages`, fields: ['message', 'files[]'] },
    { path: '/suivi', fields: ['email', 'reference'] },
    {
      path: `/aide/questions/${HELPS[place]}`,
      fields: ['f[essai][reponse]', 'f[essai][reponse][]'],
    },
  ]
  return { sent, headers: await headersOf(person), targets }
}

function followToken(commune: TestCommune, dossierId: string): Promise<string> {
  const lien = { dossierId, purpose: 'follow' as const, madeFor: 'zoe@exemple.fr' }
  return withCommune(commune.id, async () => (await issueLien(lien)).token)
}

/** Corrections are accepted now and then: they are asked for again. */
async function reopen(commune: TestCommune, ids: string[]) {
  const rows = await withCommune(commune.id, () =>
    sql<{ id: string }>(`select id from dossiers where state = 'recu' and id = any(?::uuid[])`, [
      ids,
    ])
  )
  for (const { id } of rows) await askCorrection(commune, id, [])
}
