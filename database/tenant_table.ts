import env from '#start/env'

/** The role that serves requests, as the connection string names it. */
export function appRole(): string {
  const role = decodeURIComponent(new URL(env.get('APP_DATABASE_URL').release()).username)
  return `"${role.replaceAll('"', '""')}"`
}

/**
 * What every table of a commune has in common: row-level security, forced (the owner obeys it
 * too), on rows of the commune in scope. The sub-select makes the setting an InitPlan, so that the
 * policy is an index condition; `nullif` because the setting is '' after a SET LOCAL transaction.
 *
 * @param privileges what the app role may do there, e.g. `select, insert` for what is append-only
 */
export function protect(table: string, privileges = 'select, insert, update, delete'): string {
  const ours = `commune_id = (select nullif(current_setting('app.commune_id', true), '')::uuid)`
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy commune on ${table} using (${ours}) with check (${ours});
    grant ${privileges} on ${table} to ${appRole()};
  `
}
