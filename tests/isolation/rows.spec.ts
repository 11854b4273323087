import { v7 as uuidv7 } from 'uuid'
import { test } from '@japa/runner'
import { AppRole } from './support/app_role.js'
import { aLivedInCommune, type LivedIn } from './support/lived_in.js'

const DENIED = '42501'
const NO_SUCH_KEY = '23503'

test.group('SQL as the application’s role', (group) => {
  let role: AppRole
  let [plassans, montsou]: LivedIn[] = []
  group.setup(async () => {
    role = await AppRole.connect()
    ;[plassans, montsou] = [await aLivedInCommune(), await aLivedInCommune()]
    return role.close
  })

  /** Inserts a row like this one, under an id of its own. */
  async function insertLike(
    scope: string | null,
    table: string,
    row: Record<string, unknown>,
    change: Record<string, unknown> = {}
  ) {
    const columns = await role.columns(table)
    return role.attempt(
      scope,
      `insert into ${table} (${columns})
       select ${columns} from jsonb_populate_record(null::${table}, $1)`,
      [JSON.stringify({ ...row, id: uuidv7(), ...change })]
    )
  }

  test('finds rows of both communes in every table to try with', async ({ assert }) => {
    const tables = await role.tenantTables()
    assert.includeMembers(tables, ['dossiers', 'journal_entries', 'liens', 'pieces', 'mails'])
    for (const table of tables) {
      for (const { id } of [plassans!, montsou!]) {
        const { rows } = await role.query(id, `select commune_id from ${table}`)
        assert.isNotEmpty(rows, table)
        assert.deepEqual([...new Set(rows.map((row) => row.commune_id))], [id], table)
      }
    }
  })

  test('without a scope sees nothing and writes nothing', async ({ assert }) => {
    for (const table of await role.tenantTables()) {
      const row = await role.rowOf(plassans!.id, table)
      assert.lengthOf((await role.query(null, `select 1 from ${table}`)).rows, 0, table)
      assert.equal(await insertLike(null, table, row), DENIED, table)
      const update = `update ${table} set id = id`
      assert.include([0, DENIED], await role.attempt(null, update), table)
      assert.include([0, DENIED], await role.attempt(null, `delete from ${table}`), table)
    }
  })

  test('within a commune reads and writes nothing of another', async ({ assert }) => {
    const [ours, theirs] = [plassans!.id, montsou!.id]
    for (const table of await role.tenantTables()) {
      const row = await role.rowOf(theirs, table)
      const where = `where commune_id = '${theirs}'`
      assert.lengthOf((await role.query(ours, `select 1 from ${table} ${where}`)).rows, 0, table)
      assert.equal(await insertLike(ours, table, row), DENIED, table)
      const update = await role.attempt(ours, `update ${table} set id = id ${where}`)
      assert.include([0, DENIED], update, table)
      const removed = await role.attempt(ours, `delete from ${table} ${where}`)
      assert.include([0, DENIED], removed, table)
    }
  })

  test('within a commune gives no row of it away', async ({ assert }) => {
    for (const table of await role.tenantTables()) {
      const given = `update ${table} set commune_id = '${montsou!.id}'`
      assert.equal(await role.attempt(plassans!.id, given), DENIED, table)
    }
  })

  test('refers to no row of another commune', async ({ assert }) => {
    const keys = await role.foreignKeys()
    assert.isAbove(keys.length, 10)
    for (const { table, column, target } of keys) {
      const row = await role.rowOf(plassans!.id, table, column)
      const { id } = await role.rowOf(montsou!.id, target)
      const { rows } = await role.query(null, `select has_table_privilege($1, 'update') as may`, [
        table,
      ])
      const outcome =
        rows[0]!.may && column !== 'id'
          ? await role.attempt(
              plassans!.id,
              `update ${table} set ${column} = '${id}' where id = '${row.id}'`
            )
          : // With a number of its own, or it would be refused for being there twice.
            await insertLike(plassans!.id, table, row, {
              ...('number' in row && { number: 1_000_000 }),
              [column]: id,
            })
      assert.equal(outcome, NO_SUCH_KEY, `${table}.${column}`)
    }
  })

  test('finds by words what is in the commune, and nothing without one', async ({ assert }) => {
    const find = `select count(*)::int as n from find_dossiers($1::tsquery, 100)`
    const found = async (scope: string | null, word: string) =>
      (await role.query(scope, find, [word])).rows[0]!.n
    const { rows } = await role.query(
      montsou!.id,
      `select lexeme from dossier_texts t, unnest(t.words) where lexeme like '%secret%' limit 1`
    )
    const word = rows[0]!.lexeme
    assert.isAbove(await found(montsou!.id, word), 0)
    assert.equal(await found(plassans!.id, word), 0)
    assert.equal(await found(null, word), 0)
  })

  test('is led to the words of the commune, and to none without one', async ({ assert }) => {
    const find = `select count(*)::int as n from nearest_words(array[$1]) where word = $2`
    const { mark } = montsou!
    const found = async (scope: string | null) =>
      (await role.query(scope, find, [`${mark}x`, mark])).rows[0]!.n
    assert.equal(await found(montsou!.id), 1)
    assert.equal(await found(plassans!.id), 0)
    assert.equal(await found(null), 0)
  })

  test('finds the streets of the commune, and none without one', async ({ assert }) => {
    // The other commune has a street whose name is alike: it may find that one, never this one.
    const { id: street } = await role.rowOf(montsou!.id, 'streets')
    const find = `select count(*)::int as n from find_streets($1::tsquery, $2, $3, 100) as id where id = $4`
    const found = async (scope: string | null, word: string, alike: string[], others = ['']) =>
      (await role.query(scope, find, [word, others, alike, street])).rows[0]!.n
    const mark = montsou!.mark
    for (const scope of [plassans!.id, montsou!.id, null]) {
      const count = scope === montsou!.id ? 1 : 0
      assert.equal(await found(scope, `'${mark}'`, []), count)
      assert.equal(await found(scope, 'nowhere', [`${mark}x`]), count)
      assert.equal(await found(scope, 'nowhere', [`${mark}x`], ['rue']), count)
    }
  })
})
