import { test } from '@japa/runner'
import { refuseEmptyDatabase, refuseUnsafeProduction } from '#tenancy/production_guard'
import env from '#start/env'
import { asOwner } from '#tests/support/jobs'
import { aCommune } from '#tests/support/world'

/** Every reason of one refusal. */
async function reasons(): Promise<string> {
  try {
    await refuseUnsafeProduction()
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test.group('Production', () => {
  test('refuses what only a demo may have, all at once', async ({ assert }) => {
    await aCommune()
    const refused = await reasons()
    assert.include(refused, 'APP_KEY is the demo key')
    assert.include(refused, 'SMTP_HOST is not set')
    assert.include(refused, 'PUBLIC_SCHEME is not https')
    assert.include(refused, 'the demo communes are in this database')
  })

  test('refuses to keep files inside the build', async ({ assert, cleanup }) => {
    const root = process.env.DATA_ROOT!
    cleanup(() => env.set('DATA_ROOT', root))
    env.set('DATA_ROOT', '/srv/guichet')
    assert.notInclude(await reasons(), 'DATA_ROOT')
    env.set('DATA_ROOT', '')
    assert.include(await reasons(), 'DATA_ROOT is not set')
  })

  test('says of a database without tables what to do with it', async ({ assert, cleanup }) => {
    await refuseEmptyDatabase()
    await asOwner('alter table hostnames rename to elsewhere')
    cleanup(async () => {
      await asOwner('alter table elsewhere rename to hostnames')
    })
    await assert.rejects(refuseEmptyDatabase, /run `node ace db:migrate`/)
  })

  test('refuses a database that does not keep communes apart', async ({ assert, cleanup }) => {
    await asOwner('alter table dossiers no force row level security')
    cleanup(async () => {
      await asOwner('alter table dossiers force row level security')
    })
    assert.include(await reasons(), 'dossiers: row-level security is not forced on the owner')
  })
})
