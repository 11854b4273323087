import { test } from '@japa/runner'
import { checkLayout } from '#tenancy/layout_check'
import { asOwner } from '#tests/support/jobs'
import { AppRole } from './support/app_role.js'

const OURS = `commune_id = (select nullif(current_setting('app.commune_id', true), '')::uuid)`
const SOUND = `
  create table bad (commune_id uuid not null references communes, id uuid not null, other uuid,
    primary key (commune_id, id));
  alter table bad enable row level security;
  alter table bad force row level security;
  create policy commune on bad using (${OURS}) with check (${OURS});`

/** What somebody may forget or add, and what is said of it. */
const MISTAKES: Record<string, [sql: string, problem: string]> = {
  'a table without row-level security': [
    'alter table bad disable row level security',
    'bad: row-level security is off',
  ],
  'a table whose owner is not bound': [
    'alter table bad no force row level security',
    'bad: row-level security is not forced on the owner',
  ],
  'a table without a policy': [
    'drop policy commune on bad',
    'bad: no policy with using and with check on commune_id',
  ],
  'a second policy': [
    'create policy wide on bad using (true)',
    'bad: a second policy widens the first',
  ],
  'a policy that does not check what is written': [
    `drop policy commune on bad; create policy commune on bad using (${OURS}) with check (true)`,
    'bad: no policy with using and with check on commune_id',
  ],
  'a key of one column': [
    'alter table bad drop constraint bad_pkey; alter table bad add primary key (id)',
    'bad: primary key is (id), not (commune_id, id)',
  ],
  'a unique key over all communes': [
    'alter table bad add constraint bad_other unique (other)',
    'bad: index bad_other does not begin with commune_id',
  ],
  'a reference that names no commune': [
    `alter table bad add constraint bad_unique unique (commune_id, other);
     alter table bad add constraint bad_ref foreign key (id, other) references bad (commune_id, id)`,
    'bad: foreign key bad_ref does not begin with commune_id',
  ],
  'a view that runs as its owner': [
    'create view bad_view as select * from bad',
    'view bad_view: not security_invoker',
  ],
  'a function that runs as its owner': [
    `create function bad_function() returns int language sql security definer as 'select 1'`,
    'function bad_function: SECURITY DEFINER without a reason',
  ],
}

test.group('db:check', (group) => {
  group.each.teardown(async () => {
    await asOwner('drop function if exists bad_function; drop table if exists bad cascade')
  })

  test('finds nothing wrong with the database as it is', async ({ assert }) => {
    const { problems, tables } = await checkLayout()
    const role = await AppRole.connect()
    assert.deepEqual(problems, [])
    assert.equal(tables, (await role.tenantTables()).length)
    await role.close()
  })

  test('has nothing against a table that is made as it must be', async ({ assert }) => {
    await asOwner(SOUND)
    assert.deepEqual((await checkLayout()).problems, [])
  })

  for (const [what, [mistake, problem]] of Object.entries(MISTAKES)) {
    test(`reports ${what}`, async ({ assert }) => {
      await asOwner(`${SOUND}; ${mistake}`)
      assert.include((await checkLayout()).problems, problem)
    })
  }
})
