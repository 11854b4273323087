import db from '@adonisjs/lucid/services/db'

/** Tables that are read before a commune is known, and why they may be. */
const OUTSIDE: Record<string, string> = {
  communes: 'read to choose the scope; written only by the commune itself',
  hostnames: 'read to choose the scope; never written by the application',
  rate_limits: 'counts attempts by key; holds no data of a commune',
  adonis_schema: 'migrations',
  adonis_schema_versions: 'migrations',
}

/** Tables of the operators' console: of no commune, and seen by none. */
export const CONSOLE = ['operators', 'operator_entries', 'commune_drafts', 'destructions']

const TABLES = `
  select c.oid::int, c.relname as name, c.relrowsecurity as rls, c.relforcerowsecurity as forced,
    (select array_agg(a.attname::text order by k.n)
       from pg_constraint p cross join lateral unnest(p.conkey) with ordinality k(attnum, n)
       join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.attnum
      where p.conrelid = c.oid and p.contype = 'p' and a.attrelid = c.oid) as primary_key,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid
      and p.polqual is not null and p.polwithcheck is not null
      and pg_get_expr(p.polqual, p.polrelid) like '%commune_id = %app.commune_id%'
      and pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)) as policies,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid
      and pg_get_expr(p.polqual, p.polrelid) like '%app.console%'
      and pg_get_expr(p.polqual, p.polrelid) = pg_get_expr(p.polwithcheck, p.polrelid)) as console_policies,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid and p.polpermissive) as all_policies,
    pg_has_role(current_user, c.relowner, 'usage') as owned
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`

const FOREIGN_KEYS = `
  select c.conrelid::regclass::text as table, c.conname as name, c.confrelid::regclass::text as target,
    (select array_agg(a.attname::text order by k.n) from unnest(c.conkey) with ordinality k(attnum, n)
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum) as columns
  from pg_constraint c join pg_namespace n on n.oid = c.connamespace
  where c.contype = 'f' and n.nspname = 'public'`

const INDEXES = `
  select i.indrelid::regclass::text as table, x.relname as name, a.attname as first
  from pg_index i join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = x.relnamespace
  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
  where n.nspname = 'public'`

const ROLE = `
  select rolname as name, rolsuper as super, rolbypassrls as bypass, rolcreaterole as createrole,
    rolcreatedb as createdb,
    (select array_agg(proname::text) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and prosecdef and has_function_privilege(p.oid, 'execute')) as definers,
    (select array_agg(c.relname::text) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('v', 'm')
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)) as views
  from pg_roles where rolname = current_user`

/** The SECURITY DEFINER functions that the application may call; each says its reason where it is made. */
const DEFINERS = [
  'enqueue_job',
  'find_dossiers',
  'find_streets',
  'nearest_words',
  'purge_dossier',
  'erase_dossier',
  'commune_usage',
]

/** Tables whose owner is not bound by the policy, and why. The application always is. */
const UNFORCED: Record<string, string> = {
  dossier_texts:
    'read by find_dossiers, which applies the commune itself: a policy rules out its index',
  streets: 'read by find_streets, likewise',
  search_words: 'read by nearest_words, likewise',
}

/**
 * Proves the layout that keeps communes apart, from PostgreSQL's own catalogue, seen by the role
 * that serves requests.
 *
 * @returns what is wrong, one sentence each; nothing when the layout holds
 */
export async function checkLayout(): Promise<{ problems: string[]; tables: number }> {
  const read = async (query: string) => (await db.connection('app').rawQuery(query)).rows
  const [tables, keys, indexes, [role]] = await Promise.all(
    [TABLES, FOREIGN_KEYS, INDEXES, ROLE].map(read)
  )
  const isTenant = ({ name }: any) => !(name in OUTSIDE) && !CONSOLE.includes(name)
  const tenant = new Set(tables.filter(isTenant).map((t: any) => t.name))

  const problems = [
    ...roleProblems(role),
    ...tables.filter((t: any) => tenant.has(t.name)).flatMap(tableProblems),
    ...tables.filter((t: any) => CONSOLE.includes(t.name)).flatMap(consoleProblems),
    ...tables.filter((t: any) => t.owned).map((t: any) => `${t.name}: owned by the app role`),
    ...keys
      .filter((k: any) => tenant.has(k.table) && k.columns[0] !== 'commune_id')
      .map((k: any) => `${k.table}: foreign key ${k.name} does not begin with commune_id`),
    ...keys
      .filter((k: any) => tenant.has(k.target) && k.columns.length < 2)
      .map((k: any) => `${k.table}: foreign key ${k.name} is not composite`),
    ...indexes
      .filter((i: any) => tenant.has(i.table) && i.first !== 'commune_id')
      .map((i: any) => `${i.table}: index ${i.name} does not begin with commune_id`),
  ]
  return { problems, tables: tenant.size }
}

function roleProblems(role: any): string[] {
  const powers = ['super', 'bypass', 'createrole', 'createdb'].filter((power) => role[power])
  const definers = (role.definers ?? []).filter((name: string) => !DEFINERS.includes(name))
  return [
    ...powers.map((power) => `role ${role.name}: has ${power}`),
    ...definers.map((name: string) => `function ${name}: SECURITY DEFINER without a reason`),
    ...(role.views ?? []).map((name: string) => `view ${name}: not security_invoker`),
  ]
}

function tableProblems(table: any): string[] {
  const key = (table.primary_key ?? []).join(', ')
  return [
    key !== 'commune_id, id' && `${table.name}: primary key is (${key}), not (commune_id, id)`,
    !table.rls && `${table.name}: row-level security is off`,
    !table.forced &&
      !(table.name in UNFORCED) &&
      `${table.name}: row-level security is not forced on the owner`,
    table.policies !== 1 && `${table.name}: no policy with using and with check on commune_id`,
    table.all_policies > 1 && `${table.name}: a second policy widens the first`,
  ].filter((problem): problem is string => !!problem)
}

function consoleProblems(table: any): string[] {
  return [
    !(table.rls && table.forced) && `${table.name}: row-level security is not forced`,
    (table.console_policies !== 1 || table.all_policies > 1) &&
      `${table.name}: not seen from the console alone`,
  ].filter((problem): problem is string => !!problem)
}
