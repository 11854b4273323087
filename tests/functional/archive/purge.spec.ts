import { test } from '@japa/runner'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { PurgeDossiers } from '#archive/actions/purge_dossiers'
import { WarnDrafts } from '#archive/actions/warn_drafts'
import { HoldDossier } from '#archive/actions/hold_dossier'
import Piece from '#documents/piece'
import { Mail } from '#dossiers/promised_mails'
import { sql, withCommune } from '#tenancy/scope'
import { aDraft, aSubmittedDossier } from '#tests/support/dossiers'
import { asOwner, runJobs } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aClosedDossier, copies, isOnDisk } from './support.js'

const MONTHS = 3
const SUPERVISEUR = { role: 'superviseur' as const, label: 'Sylvie Superviseure' }

const retains = (commune: TestCommune, months: number | null) =>
  withCommune(commune.id, () => sql('update demarches set retention_months = ?', [months]))
const idsOf = async (commune: TestCommune) =>
  (await withCommune(commune.id, () => sql<{ id: string }>('select id from dossiers'))).map(
    ({ id }) => id
  )
const change = (commune: TestCommune, id: string, set: string) =>
  withCommune(commune.id, () => sql(`update dossiers set ${set} where id = ?`, [id]))

async function purgeAll(commune: TestCommune, kind: 'closed' | 'draft' = 'closed') {
  const purge = new PurgeDossiers(kind)
  while ((await withCommune(commune.id, () => purge.handle())) > 0);
  return [...purge.failed]
}

test.group('Purge', () => {
  test('nothing early, nothing late, nothing of another commune', async ({ assert }) => {
    const [commune, other] = [await aCommune(), await aCommune()]
    const like = await aClosedDossier(commune)
    const theirs = await aClosedDossier(other)
    await retains(commune, MONTHS)
    await retains(other, 1200)
    await change(other, theirs, `closed_at = now() - interval '2 years'`)

    const one = fc.record({
      days: fc.integer({ min: -3, max: 4 }),
      minutes: fc.integer({ min: 0, max: 1439 }),
      kept: fc.boolean(),
      closed: fc.integer({ min: 0, max: 5 }).map((n) => n > 0),
    })
    let gone = 0
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 6 }), async (wanted) => {
        const today = DateTime.now().setZone('Europe/Paris').startOf('day')
        const made = wanted.map(({ days, minutes, kept, closed }) => {
          const closedAt = today.minus({ months: MONTHS }).minus({ days }).plus({ minutes })
          const ends = closedAt.startOf('day').plus({ months: MONTHS })
          return {
            goes: closed && !kept && ends <= today,
            row: {
              reference: Math.random().toString(36).slice(2),
              closed_at: closed ? closedAt.toISO() : null,
              ...(kept ? { kept_at: today.toISO(), kept_by: 'x', kept_reason: 'x' } : {}),
            },
          }
        })
        const ids = await copies(
          commune,
          like,
          made.map(({ row }) => row)
        )

        assert.isEmpty(await purgeAll(commune))
        await runJobs()

        const left = await idsOf(commune)
        for (const [at, { goes }] of made.entries()) {
          const id = ids[at]!
          const what = JSON.stringify(wanted[at])
          assert.equal(!left.includes(id), goes, what)
          assert.equal(await isOnDisk(`${commune.id}/${id}/${id}.txt`), !goes, what)
          if (goes) gone++
        }
        assert.include(left, like)
        assert.deepEqual(await idsOf(other), [theirs])
      }),
      { numRuns: 12 }
    )
    assert.isAbove(gone, 5)
    const counted = await withCommune(commune.id, () => sql('select * from purges'))
    assert.lengthOf(counted, gone)
  })

  test('takes all that belongs to the dossier, and attests it without a name', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aClosedDossier(commune, 'contenu de Zoé')
    await retains(commune, 1)
    await change(commune, id, `closed_at = now() - interval '2 months'`)
    const [piece] = await withCommune(commune.id, () => Piece.of(id))
    const [{ reference }] = await withCommune(commune.id, () =>
      sql<any>('select reference from dossiers')
    )

    assert.isEmpty(await purgeAll(commune))
    await runJobs()

    assert.isFalse(await isOnDisk(piece!.diskKey))
    for (const table of [
      'dossiers',
      'pieces',
      'journal_entries',
      'journal_heads',
      'mails',
      'liens',
    ]) {
      const rows = await withCommune(commune.id, () => sql(`select * from ${table}`))
      assert.isEmpty(rows, table)
    }
    const [certificate] = await withCommune(commune.id, () => sql('select * from purges'))
    assert.equal(certificate!.reference, reference)
    assert.equal(certificate!.pieces, 1)
    assert.equal(certificate!.rule, 'retention:1')
    assert.isAbove(certificate!.lines, 1)
    const all = JSON.stringify(certificate)
    for (const word of ['Zoé', 'zoe@exemple.fr', 'nid-de-poule', 'plan']) {
      assert.notInclude(all, word)
    }
    const chief = await commune.signedIn('superviseur')
    const page = await chief.get('/superviseur/archives?vue=detruits')
    assert.include(page.text, reference)
    const csv = await chief.get('/superviseur/archives/detruits.csv')
    assert.include(csv.body, reference)
    assert.include(csv.body, '1 mois après la clôture')
  })

  test('is refused by the database itself, whatever the application asks', async ({ assert }) => {
    const [commune, other] = [await aCommune(), await aCommune()]
    const id = await aClosedDossier(commune)
    const purge = (from: TestCommune) =>
      withCommune(from.id, async () => {
        const [row] = await sql<any>('select purge_dossier(?) as files', [id])
        return row.files
      })
    await change(commune, id, `closed_at = now() - interval '10 years'`)
    assert.isNull(await purge(commune), 'no rule says how long')
    await retains(commune, 240)
    assert.isNull(await purge(commune), 'too early')
    await retains(commune, 1)
    assert.isNull(await purge(other), 'of another commune')
    await withCommune(commune.id, () => new HoldDossier().handle(id, 'Recours', SUPERVISEUR))
    assert.isNull(await purge(commune), 'held')
    await withCommune(commune.id, () => new HoldDossier().release(id, SUPERVISEUR))
    assert.isArray(await purge(commune))
    const pending = await aSubmittedDossier(commune)
    const [row] = await withCommune(commune.id, () =>
      sql<any>('select purge_dossier(?) as files', [pending])
    )
    assert.isNull(row!.files, 'under way')
  })

  test('a draft goes after thirty days, its usager warned a week before', async ({ assert }) => {
    const commune = await aCommune()
    const warn = async () => {
      while ((await withCommune(commune.id, () => new WarnDrafts().handle())) > 0);
      return withCommune(commune.id, () => Mail.query().where('template', 'brouillon-fin'))
    }
    const id = await aDraft(commune)
    const nameless = await aDraft(commune, { demande: { objet: 'Rien' } })
    await change(commune, id, `updated_at = now() - interval '22 days'`)
    assert.isEmpty(await warn())
    for (const one of [id, nameless]) {
      await change(commune, one, `updated_at = now() - interval '31 days'`)
    }

    await purgeAll(commune, 'draft')
    assert.deepEqual(await idsOf(commune), [id], 'who has an address is warned before')

    const [mail] = await warn()
    assert.equal(mail!.recipient, 'zoe@exemple.fr')
    assert.lengthOf(await warn(), 1, 'once')
    await purgeAll(commune, 'draft')
    assert.deepEqual(await idsOf(commune), [id], 'not before a week')

    await change(commune, id, `warned_at = now() - interval '8 days'`)
    assert.isEmpty(await purgeAll(commune, 'draft'))
    assert.isEmpty(await idsOf(commune))
    await asOwner('select 1')
  })

  test('a draft that is taken up again after the warning stays', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aDraft(commune)
    await change(
      commune,
      id,
      `updated_at = now() - interval '2 days', warned_at = now() - interval '9 days'`
    )
    await purgeAll(commune, 'draft')
    assert.deepEqual(await idsOf(commune), [id])
  })
})
