import pg from 'pg'
import { test } from '@japa/runner'
import Migration from '#database/migrations/0040_journal_chain'
import { AddNote } from '#dossiers/actions/add_note'
import { chained } from '#dossiers/queries/verify_journal'
import { withCommune } from '#tenancy/scope'
import { act, aSubmittedDossier, aTransferredDossier, dossierOf } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'

interface Line {
  commune_id: string
  dossier_id: string
  number: number
  hash: Buffer
  content: string
}

/** Undoes what the migration made, as far as it is about the lines that are there. */
const BEFORE = `
  drop trigger chain on journal_entries;
  drop function chain_journal_entry, journal_content(journal_entries);
  drop table journal_heads;
  alter table journal_entries drop column number, drop column hash;`

const LINES = `
  select commune_id, dossier_id, number, hash, journal_content(j) as content
  from journal_entries j order by commune_id, dossier_id, number`

/** The statements of the migration, as it would send them. */
async function statements(): Promise<string> {
  const sent: string[] = []
  const migration = Object.create(Migration.prototype)
  Object.defineProperty(migration, 'schema', { value: { raw: (text: string) => sent.push(text) } })
  await migration.up()
  return sent.join(';\n')
}

test.group('Lines that were written before the journal was chained', () => {
  test('are chained as they would have been when they were written', async ({ assert }) => {
    const [commune, other] = [await aCommune(), await aCommune()]
    const ids = [await aSubmittedDossier(commune), await aSubmittedDossier(other)]
    const { id } = await aTransferredDossier(commune)
    const note = async (text: string) => {
      const dossier = await dossierOf(commune, id)
      await withCommune(commune.id, () =>
        new AddNote().handle(dossier, text, { role: 'accueil', label: 'Anne «\u00a0é\u00a0»' })
      )
    }
    await note('Vu sur place.')
    await act(commune, ids[0]!, 'accepter', { message: 'D’accord.' })
    await note('Encore "une" \\ ligne.')

    const client = new pg.Client(process.env.DATABASE_URL)
    await client.connect()
    try {
      await client.query('begin')
      await client.query('alter table journal_entries no force row level security')
      // Those of other tests would be chained too.
      const own = [commune.id, other.id]
      await client.query('delete from journal_entries where commune_id <> all($1)', [own])
      const written = (await client.query<Line>(LINES)).rows
      await client.query(BEFORE)
      await client.query(await statements())
      await client.query('alter table journal_entries no force row level security')
      await client.query('alter table journal_heads no force row level security')
      const { rows } = await client.query<Line>(LINES)

      assert.isAtLeast(rows.length, 7)
      assert.deepEqual(rows, written)
      const ends = new Map<string, { number: number; hash: Buffer }>()
      for (const { dossier_id: dossier, number, hash, content } of rows) {
        const before = ends.get(dossier)
        assert.equal(number, (before?.number ?? 0) + 1)
        assert.isTrue(chained(before?.hash ?? null, content).equals(hash))
        ends.set(dossier, { number, hash })
      }
      const heads = (await client.query('select id, number, hash from journal_heads')).rows
      assert.lengthOf(heads, ends.size)
      for (const head of heads) {
        assert.deepEqual({ number: head.number, hash: head.hash }, ends.get(head.id))
      }
      // What is written from here on follows.
      await client.query(`select set_config('app.commune_id', $1, true)`, [commune.id])
      await client.query(
        `insert into journal_entries (commune_id, id, dossier_id, type, label, actor_role, actor_label, at)
         values ($1, gen_random_uuid(), $2, 'note', 'Après', 'accueil', 'Anne', now())`,
        [commune.id, id]
      )
      const [next] = (
        await client.query<Line>(`${LINES.replace('order by', "where label = 'Après' order by")}`)
      ).rows
      const end = ends.get(id)!
      assert.equal(next!.number, end.number + 1)
      assert.isTrue(chained(end.hash, next!.content).equals(next!.hash))
    } finally {
      await client.query('rollback')
      await client.end()
    }
  })
})
