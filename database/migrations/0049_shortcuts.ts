import { BaseSchema } from '@adonisjs/lucid/schema'

/** Keys of one character act on the agents' pages unless their account has turned them off. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`alter table accounts add column shortcuts boolean not null default true`)
  }
}
