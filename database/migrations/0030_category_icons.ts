import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** The icon that a commune chose for a category of its home page; without one, its name decides. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table category_icons (
        commune_id uuid not null references communes,
        id uuid not null,
        category text not null,
        icon text not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, category)
      );
      ${protect('category_icons')}
    `)
  }
}
