import ace from '@adonisjs/core/services/ace'
import { test } from '@japa/runner'
import { recordEvent } from '#dossiers/journal'
import { type BrokenLink, verifyJournal } from '#dossiers/queries/verify_journal'
import { sql, withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, aTransferredDossier, journalLines } from '#tests/support/dossiers'
import { asOwner } from '#tests/support/jobs'
import { aCommune, type TestCommune } from '#tests/support/world'

const AGENT = { role: 'accueil' as const, label: 'Anne Accueil' }

test.group('A journal that proves itself', (group) => {
  let commune: TestCommune
  let id: string
  group.each.setup(async () => {
    commune = await aCommune()
    await aSubmittedDossier(commune)
    ;({ id } = await aTransferredDossier(commune))
    await note('Vu sur place.')
    await act(commune, id, 'refuser', { motif: 'Doublon.' }, SERVICE())
  })
  const SERVICE = () => ({
    role: 'service' as const,
    id: commune.services.voirie,
    serviceId: commune.services.voirie,
    label: 'Voirie',
  })
  const note = (text: string) =>
    withCommune(commune.id, () => recordEvent(id, 'note', 'Note interne', AGENT, { note: text }))
  const proof = () => withCommune(commune.id, verifyJournal)
  const brokenLink = async () => {
    const { dossierId, number, what } = (await proof()).broken as BrokenLink
    return { dossierId, number, what }
  }

  /** What only the owner of the database can do, and only by putting the rules aside. */
  async function tamper(query: string, values: unknown[] = []) {
    await asOwner('alter table journal_entries no force row level security')
    try {
      await asOwner(query, values)
    } finally {
      await asOwner('alter table journal_entries force row level security')
    }
  }

  test('holds from the first line to the last', async ({ assert }) => {
    const lines = await journalLines(commune, id)
    assert.deepEqual(
      lines.map(({ number }) => number),
      lines.map((_, index) => index + 1)
    )
    const { broken, dossiers, lines: count, digest } = await proof()
    assert.isNull(broken)
    assert.equal(dossiers, 2)
    assert.equal(count, lines.length + 1)
    await note('Encore une.')
    assert.notEqual((await proof()).digest, digest)
  })

  test('holds where several lines are written at once', async ({ assert }) => {
    await Promise.all(Array.from({ length: 8 }, (_, index) => note(`En même temps ${index}`)))
    const { broken } = await proof()
    assert.isNull(broken)
    const numbers = (await journalLines(commune, id)).map(({ number }) => number)
    assert.lengthOf(new Set(numbers), numbers.length)
  })

  test('finds a line that says something else', async ({ assert }) => {
    const { number } = (await journalLines(commune, id)).find(({ type }) => type === 'note')!
    const row = `where dossier_id = $1 and number = ${number}`
    for (const change of [
      `data = jsonb_set(data, '{note}', '"Vu, tout va bien."')`,
      `actor_label = 'Quelqu’un d’autre'`,
      `at = at - interval '1 second'`,
      `hash = sha256('x')`,
    ]) {
      await tamper(
        `create table journal_before as select * from journal_entries ${row.replace('$1', `'${id}'`)}`
      )
      await tamper(`update journal_entries set ${change} ${row}`, [id])
      assert.deepEqual(await brokenLink(), { dossierId: id, number, what: 'altered' }, change)
      await tamper(
        `update journal_entries j set (data, actor_label, at, hash) = (b.data, b.actor_label, b.at, b.hash)
         from journal_before b where b.id = j.id`
      )
      await asOwner('drop table journal_before')
    }
    assert.isNull((await proof()).broken)
  })

  test('finds a line that is gone, in the middle and at the end', async ({ assert }) => {
    const last = (await journalLines(commune, id)).length
    await tamper('delete from journal_entries where dossier_id = $1 and number = $2', [id, last])
    assert.deepEqual(await brokenLink(), { dossierId: id, number: last, what: 'missing' })
    await tamper('delete from journal_entries where dossier_id = $1 and number = 2', [id])
    assert.deepEqual(await brokenLink(), { dossierId: id, number: 2, what: 'missing' })
    await tamper('delete from journal_entries where dossier_id = $1', [id])
    assert.deepEqual(await brokenLink(), { dossierId: id, number: 1, what: 'missing' })
  })

  test('is out of the application’s reach', async ({ assert }) => {
    for (const query of [
      `update journal_entries set label = 'x'`,
      'delete from journal_entries',
      `update journal_heads set number = 1`,
      'delete from journal_heads',
      `insert into journal_heads values (current_setting('app.commune_id')::uuid, gen_random_uuid(), 1, '')`,
      'alter table journal_entries disable trigger chain',
      'select chain_journal_entry()',
    ]) {
      const refused = await withCommune(commune.id, () => sql(query)).catch((error) => error.code)
      assert.include(['42501', '0A000'], refused, query)
    }
    // What it gives as number and hash counts for nothing.
    await withCommune(commune.id, () =>
      sql(
        `insert into journal_entries (commune_id, id, dossier_id, type, label, actor_role,
           actor_label, at, number, hash)
         select commune_id, gen_random_uuid(), id, 'note', 'x', 'accueil', 'x', now(), 99, 'x'
         from dossiers where id = ?`,
        [id]
      )
    )
    assert.isNull((await proof()).broken)
  })

  test('the command names the first line that does not hold', async ({ assert }) => {
    const slug = commune.host.split('.')[0]!
    const verify = async (...args: string[]) => {
      ace.ui.switchMode('raw')
      const command = await ace.exec('journal:verify', args)
      const said = command.logger.getLogs().map(({ message }) => message)
      return { code: command.exitCode, said: said.join('\n') }
    }
    const well = await verify(`--commune=${slug}`)
    assert.notEqual(well.code, 1)
    assert.match(well.said, new RegExp(`${slug}: \\d+ lines of 2 dossiers, [0-9a-f]{64}`))

    await tamper(
      `update journal_entries set label = 'Note' where dossier_id = $1 and type = 'note'`,
      [id]
    )
    const ill = await verify(`--commune=${slug}`)
    assert.equal(ill.code, 1)
    assert.include(ill.said, id)
    assert.match(ill.said, /line \d+ is altered/)
    assert.equal((await verify('--commune=nulle-part')).code, 1)
  })
})
