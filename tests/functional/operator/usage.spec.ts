import { test } from '@japa/runner'
import { usageByCommune } from '#desks/operator/queries/usage'
import { sql, withCommune, withConsole } from '#tenancy/scope'
import { aLivedInCommune, type LivedIn } from '#tests/isolation/support/lived_in'
import { AppRole } from '#tests/isolation/support/app_role'
import { anOperator } from '#tests/support/console'

test.group('Usage figures', (group) => {
  let commune: LivedIn
  group.setup(async () => {
    commune = await aLivedInCommune()
  })

  test('count dossiers, files and agents of each commune', async ({ assert }) => {
    const [expected] = await withCommune(commune.id, () =>
      sql(`select (select count(*)::int from dossiers where submitted_at is not null) as dossiers,
        (select sum(size)::int from pieces where removed_at is null) as bytes,
        (select count(*)::int from accounts) as agents`)
    )
    const usage = (await withConsole(usageByCommune)).get(commune.id)!
    assert.deepInclude(usage, { ...expected, thisMonth: expected!.dossiers, lastMonth: 0 })
    assert.isAbove(usage.bytes, 0)
    assert.closeTo(usage.lastActivity!.getTime(), Date.now(), 600_000)
    const page = await (await (await anOperator()).signedIn()).get(`/communes/${commune.id}`)
    assert.include(page.text, `Demandes ce mois-ci ${usage.thisMonth}`)
  })

  test('have no column that could hold a word, and are for the console alone', async ({
    assert,
  }) => {
    const role = await AppRole.connect()
    const { rows } = await role.query(
      null,
      `select unnest(proallargtypes)::regtype::text as type from pg_proc where proname = 'commune_usage'`
    )
    assert.sameMembers(
      [...new Set(rows.map(({ type }) => type))],
      ['uuid', 'integer', 'bigint', 'timestamp with time zone']
    )
    for (const scope of [null, commune.id]) {
      assert.equal(await role.attempt(scope, 'select * from commune_usage()'), '42501')
    }
    await role.close()
  })

  test('leave the console without a commune in scope', async ({ assert }) => {
    const seen = await withConsole(async () => {
      await usageByCommune()
      return sql('select answers from dossiers')
    })
    assert.lengthOf(seen, 0)
  })
})
