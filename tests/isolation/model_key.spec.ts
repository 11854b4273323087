import { test } from '@japa/runner'
import type { LucidModel } from '@adonisjs/lucid/types/model'
import * as schema from '#database/schema'
import Service from '#identity/service'
import { withCommune } from '#tenancy/scope'
import { aCommune } from '#tests/support/world'

/** With `primary key (commune_id, id)` lucid would take `commune_id` for a model's key. */
test.group('The key of a model', () => {
  test('is its id, in every table of communes', ({ assert }) => {
    const models = Object.entries(schema) as [string, LucidModel][]
    const owned = models.filter(([, model]) => model.$hasColumn('communeId'))
    assert.isAbove(owned.length, 8)
    for (const [name, model] of owned) {
      if (name !== 'HostnameSchema') assert.equal(model.primaryKey, 'id', name)
    }
  })

  test('makes save() and delete() touch one row of the commune', async ({ assert }) => {
    const commune = await aCommune()
    const service = () => Service.findOrFail(commune.services.voirie)
    const names = () =>
      withCommune(commune.id, async () =>
        (await Service.query().orderBy('name')).map((s) => s.name)
      )

    await withCommune(commune.id, async () => (await service()).merge({ name: 'Routes' }).save())
    assert.deepEqual(await names(), ['Routes', 'Urbanisme'])

    await withCommune(commune.id, async () => (await service()).delete())
    assert.deepEqual(await names(), ['Urbanisme'])
  })
})
