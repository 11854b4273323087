import { BaseSchema } from '@adonisjs/lucid/schema'

/** A row can only name bytes of its own commune: whatever a mistake writes, nobody reads another's. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table pieces add constraint pieces_own_disk_key
        check (starts_with(disk_key, commune_id::text || '/'));
      alter table pictures add constraint pictures_own_disk_key
        check (starts_with(disk_key, commune_id::text || '/'));
    `)
  }
}
