import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Who kept a draft last: the page that it was filled in on, by the id it was drawn with, and the turn
 * that this page counts. Two tabs do not overwrite each other's answers, and a save that comes late
 * does not overwrite a newer one of its own page.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table dossiers add column saved_by text,
        add column saved_turn integer not null default 0;
    `)
  }
}
