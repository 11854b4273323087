import db from '@adonisjs/lucid/services/db'
import env, { DEMO_KEY } from '#start/env'
import { DEMO_OPERATOR } from '#tenancy/demo_operator'
import { communeDomain, consoleHost } from '#tenancy/hostnames'
import { checkLayout } from '#tenancy/layout_check'
import { sql, withConsole } from '#tenancy/scope'

/**
 * A database that nobody has migrated is told apart from one that is broken.
 *
 * @throws with what to do
 */
export async function refuseEmptyDatabase() {
  const { rows } = await db
    .connection('app')
    .rawQuery(`select to_regclass('hostnames') is not null as "isMigrated"`)
  if (!rows[0].isMigrated) {
    throw new Error('This database has no tables yet: run `node ace db:migrate`, then start again')
  }
}

/**
 * Production refuses to start with anything that only a demo may have.
 *
 * @throws with every reason at once, so that one start is enough to mend them all
 */
export async function refuseUnsafeProduction() {
  const key = env.get('APP_KEY').release()
  const reasons = [
    key === DEMO_KEY && 'APP_KEY is the demo key: make one with `node ace generate:key --show`',
    key.length < 32 && 'APP_KEY has fewer than 32 characters',
    env.get('DEMO') && 'DEMO is set: the mailbox page would show everyone’s mails',
    !env.get('SMTP_HOST') && 'SMTP_HOST is not set: mails would go nowhere',
    env.get('PUBLIC_SCHEME') !== 'https' &&
      'PUBLIC_SCHEME is not https: sessions would travel in clear',
    !env.get('DATA_ROOT') &&
      'DATA_ROOT is not set: pieces would be kept inside the build, which the next one replaces',
    (await hasDemoAccounts()) && 'the demo communes are in this database',
    (await hasDemoOperator()) && 'the demo’s operator is in this database',
    consoleHost() && !communeDomain() && 'CONSOLE_HOST is one word: set COMMUNE_DOMAIN',
    consoleHost() &&
      !env.get('DATABASE_URL') &&
      'CONSOLE_HOST is set without DATABASE_URL, whose role makes communes',
    ...(await checkLayout()).problems,
  ].filter((reason): reason is string => !!reason)

  if (reasons.length > 0) {
    throw new Error(`Guichet refuses to start in production:\n- ${reasons.join('\n- ')}`)
  }
}

async function hasDemoAccounts() {
  const { rows } = await db
    .connection('app')
    .rawQuery(`select 1 from hostnames where host like '%.localhost' limit 1`)
  return rows.length > 0
}

async function hasDemoOperator() {
  const rows = await withConsole(() =>
    sql('select 1 from operators where email = ?', [DEMO_OPERATOR.email])
  )
  return rows.length > 0
}
