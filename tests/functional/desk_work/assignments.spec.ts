import { test } from '@japa/runner'
import { SuspendAgent } from '#identity/actions/change_agent'
import Account from '#identity/account'
import { aDraft, dossierOf, journalLines } from '#tests/support/dossiers'
import { submitted } from '#tests/support/lists'
import { aCommune } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'
import { aColleague, anne, assign } from './support.js'

test.group('Dossiers are given to agents', () => {
  test('taken, handed on, given back: each a line of the journal, written once', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const bruno = await aColleague(commune, 'Bruno Collègue')
    const { id } = await submitted(commune)
    const { accueil } = commune.accounts
    const chief = {
      role: 'superviseur' as const,
      id: commune.accounts.superviseur.id,
      label: 'Sylvie Superviseure',
    }

    assert.deepEqual(await assign(commune, [id], accueil.id), {
      type: 'done',
      assigned: [id],
      overtaken: [],
      refused: [],
    })
    await assign(commune, [id], accueil.id)
    await assign(commune, [id], bruno.id)
    await assign(commune, [id], null, { by: chief })
    await assign(commune, [id], accueil.id)
    await assign(commune, [id], null)

    const lines = (await journalLines(commune, id)).filter(({ type }) => type === 'assigned')
    assert.deepEqual(
      lines.map(({ label, actorLabel, data }) => [label, actorLabel, data.from?.label ?? null]),
      [
        ['Pris en charge', 'Anne Accueil', null],
        ['Confié à Bruno Collègue', 'Anne Accueil', 'Anne Accueil'],
        ['Retiré à Bruno Collègue', 'Sylvie Superviseure', 'Bruno Collègue'],
        ['Pris en charge', 'Anne Accueil', null],
        ['Rendu à l’accueil', 'Anne Accueil', 'Anne Accueil'],
      ]
    )
    assert.isNull((await dossierOf(commune, id)).assigneeId)
    const { state, revision } = await dossierOf(commune, id)
    assert.deepEqual([state, revision], ['recu', 1], 'no step of its workflow')
  })

  test('many at once, within the limits of whoever gets them, and no draft', async ({ assert }) => {
    const commune = await aCommune()
    const other = await aCommune()
    const bound = await aColleague(commune, 'Léa Limitée', { only: [] })
    const free = await aColleague(commune, 'Paul Permis', { only: [commune.demarche.id] })
    const [one, two] = [await submitted(commune), await submitted(commune)]
    const draft = await aDraft(commune)
    const elsewhere = await submitted(other)
    const all = [one.id, two.id, draft, elsewhere.id]

    assert.deepEqual(await assign(commune, all, free.id), {
      type: 'done',
      assigned: [one.id, two.id].sort(),
      overtaken: [],
      refused: [draft, elsewhere.id],
    })
    const outcome = await assign(commune, [one.id], bound.id)
    assert.deepInclude(outcome, { assigned: [], refused: [one.id] })
    assert.equal((await dossierOf(commune, one.id)).assigneeId, free.id)
    assert.isNull((await dossierOf(other, elsewhere.id)).assigneeId)
  })

  test('to agents of the accueil who are at work, and of this commune', async ({ assert }) => {
    const commune = await aCommune()
    const gone = await aColleague(commune, 'Guy Parti')
    const { id } = await submitted(commune)
    await withCommune(commune.id, async () =>
      new SuspendAgent().handle(await Account.findOrFail(gone.id), true)
    )
    const stranger = (await aCommune()).accounts.accueil.id
    for (const account of [gone.id, commune.accounts.admin.id, stranger]) {
      assert.deepEqual(await assign(commune, [id], account), { type: 'not-an-agent' })
    }
    assert.isNull((await dossierOf(commune, id)).assigneeId)
  })

  test('of two who take one at once the second is told, and takes nothing', async ({ assert }) => {
    const commune = await aCommune()
    const bruno = await aColleague(commune, 'Bruno Collègue')
    const { id } = await submitted(commune)
    const { accueil } = commune.accounts
    const by = { role: 'accueil' as const, id: bruno.id, label: bruno.name }

    const outcomes = await Promise.all([
      assign(commune, [id], accueil.id, { by: anne(commune), from: null }),
      assign(commune, [id], bruno.id, { by, from: null }),
    ])
    const done = outcomes.filter((one) => one.type === 'done')
    assert.sameDeepMembers(
      done.map(({ assigned, overtaken }) => [assigned, overtaken]),
      [
        [[id], []],
        [[], [id]],
      ]
    )
  })
})
