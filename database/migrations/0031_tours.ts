import { BaseSchema } from '@adonisjs/lucid/schema'

/** The tours of a screen that somebody has taken or declined: they are not offered again. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`alter table accounts add column tours_seen text[] not null default '{}'`)
  }
}
