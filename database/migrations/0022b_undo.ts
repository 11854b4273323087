import { BaseSchema } from '@adonisjs/lucid/schema'

/** Until when the last decision on a dossier may be taken back; null where it cannot be. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`alter table dossiers add column held_until timestamptz`)
  }
}
