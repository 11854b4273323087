import type { SchemaRules } from '@adonisjs/lucid/types/schema_generator'

/**
 * Lucid takes the first column of a composite key for the model's key. With
 * `primary key (commune_id, id)` a save() would then write every row of the commune.
 */
export default {
  primaryKey: (_table, keys) => {
    const key = keys.includes('id') ? 'id' : keys[0]
    if (!key) return undefined
    return {
      columnName: key,
      columnInfo: {
        tsType: 'string',
        imports: [],
        decorators: [{ name: '@column', args: { isPrimary: true } }],
      },
    }
  },
} satisfies SchemaRules
