import { appRole } from '#database/tenant_table'

/**
 * What the tables of the console have in common: they are seen within it (`withConsole`), and by no
 * request of a commune. Row-level security is forced, so that the owner obeys it too.
 *
 * @param privileges what the app role may do there
 */
export function protectConsole(table: string, privileges: string): string {
  const inside = `(select current_setting('app.console', true)) = 'on'`
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy console on ${table} using (${inside}) with check (${inside});
    grant ${privileges} on ${table} to ${appRole()};
  `
}
