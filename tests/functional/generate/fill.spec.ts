import { test } from '@japa/runner'
import { fillCommune } from '#database/generate/fill'
import { FoundCommune } from '#desks/operator/actions/found_commune'
import { openVersion } from '#catalogue/versions'
import { readyDemarches } from '#catalogue/ready_demarches'
import { verifyJournal } from '#dossiers/queries/verify_journal'
import { checkLayout } from '#tenancy/layout_check'
import { sql, withCommune, withConsole } from '#tenancy/scope'
import { replay } from '#workflow/main'
import { journalOf, stepOf } from '#dossiers/journal'
import Dossier from '#dossiers/dossier'
import { aCommune } from '#tests/support/world'

const NOW = new Date('2026-03-02T09:00:00Z')
let founded = 0

/** A commune that offers the whole library of its country. */
async function aFoundedCommune(): Promise<string> {
  const library = (await readyDemarches()).filter(({ country = 'FR' }) => country === 'FR')
  const names = [...new Set([...library.map(({ service }) => service), 'Maire', 'Urbanisme'])]
  const slug = `generee-${++founded}`
  const outcome = await withConsole(() =>
    new FoundCommune().handle(
      {
        commune: { slug, name: 'Générée', hosts: [`${slug}.localhost`] },
        services: names.map((name, n) => ({ name, email: `service${n}@${slug}.test` })),
        demarches: library.map(({ slug: ready }) => ready),
        admin: null,
      },
      { id: null, name: 'Essai' }
    )
  )
  if (outcome.type !== 'founded') throw new Error(outcome.type)
  return outcome.id
}

test.group('A generated commune', (group) => {
  let id: string
  group.setup(async () => {
    id = await aFoundedCommune()
    await fillCommune(id, 6000, { now: NOW })
  })

  test('has dossiers of every démarche that it offers, in every tray', async ({ assert }) => {
    const [found] = await withCommune(id, () =>
      sql(
        `select count(*)::int as all, count(distinct demarche_id)::int as demarches,
           count(distinct tray)::int as trays, count(distinct final)::int as finals,
           count(distinct reference)::int as references, count(submitted_at)::int as sent,
           min(filed_at) as first, max(updated_at) as last from dossiers`
      )
    )
    const [offered] = await withCommune(id, () => sql('select count(*)::int as n from demarches'))
    assert.equal(found!.all, 6000)
    assert.equal(found!.demarches, offered!.n)
    assert.equal(found!.trays, 5)
    assert.isAtLeast(found!.finals, 2)
    assert.equal(found!.references, found!.sent)
    assert.isBelow(+found!.first, +NOW - 2.9 * 365 * 86_400_000)
    assert.isBelow(+found!.last, +NOW)
  })

  test('has journals that hold, and tables that keep communes apart as before', async ({
    assert,
  }) => {
    const proof = await withCommune(id, verifyJournal)
    assert.isNull(proof.broken)
    assert.isAbove(proof.lines, proof.dossiers * 2)
    assert.deepEqual((await checkLayout()).problems, [])
  })

  test('has answers that its forms take, and standings that its journals lead to', async ({
    assert,
  }) => {
    await withCommune(id, async () => {
      const dossiers = await Dossier.query().whereNotNull('submittedAt').orderBy('id').limit(200)
      for (const dossier of dossiers) {
        const { form, workflow } = await dossier.version()
        const answers = form.visible(dossier.answers)
        assert.deepEqual(answers, dossier.answers)
        const errors = form.validate(answers).filter(({ path }) => !isLeftOut(form.question(path)))
        assert.deepEqual(errors, [], dossier.demarcheTitle)
        const lines = (await journalOf(dossier.id)).filter(({ toState }) => toState !== null)
        assert.deepEqual(replay(workflow, lines.map(stepOf)), dossier.standing)
      }
    })
  })

  test('is found by what it says', async ({ assert }) => {
    const [row] = await withCommune(id, () =>
      sql(`select contact_email as email from dossiers where submitted_at is not null
        and contact_email is not null order by id limit 1`)
    )
    const [found] = await withCommune(id, () =>
      sql(`select count(*)::int as n from find_dossiers(?::tsquery, 10)`, [`'${row!.email}'`])
    )
    assert.isAbove(found!.n, 0)
  })
})

/** No file was sent. */
const isLeftOut = (question?: { type: string }) =>
  question !== undefined && ['file', 'photo'].includes(question.type)

test.group('The generator', () => {
  test('makes the same dossiers of the same seed, and others of another', async ({ assert }) => {
    const made = await Promise.all([aCommune(), aCommune(), aCommune()])
    const [one, same, other] = made.map(({ id }) => id) as [string, string, string]
    await fillCommune(one, 60, { seed: 'a', now: NOW })
    await fillCommune(same, 60, { seed: 'a', now: NOW })
    await fillCommune(other, 60, { seed: 'b', now: NOW })
    const said = (id: string) =>
      withCommune(id, () =>
        sql(`select id, reference, state, answers, contact_email, search, filed_at, updated_at
          from dossiers order by id`)
      )
    assert.deepEqual(await said(one), await said(same))
    assert.notDeepEqual(await said(one), await said(other))
  })

  test('adds to a commune, and to its journals', async ({ assert }) => {
    const { id, demarche } = await aCommune()
    await fillCommune(id, 20)
    await fillCommune(id, 20)
    const proof = await withCommune(id, verifyJournal)
    assert.isNull(proof.broken)
    const { title } = await withCommune(id, () => openVersion(demarche.versionId))
    const [row] = await withCommune(id, () =>
      sql('select count(*)::int as n from dossiers where demarche_title = ?', [title])
    )
    assert.equal(row!.n, 40)
  })
})
