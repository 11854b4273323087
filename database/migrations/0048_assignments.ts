import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** Who of the commune sees to a dossier, and what each agent has read of it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- Beside where its workflow stands: a colleague takes over without a step of the workflow.
      alter table dossiers
        add column assignee_id uuid,
        add foreign key (commune_id, assignee_id) references accounts (commune_id, id);
      create index dossiers_assignee on dossiers (commune_id, assignee_id, tray, filed_at, id)
        where assignee_id is not null;

      -- Up to which change of a dossier an account has opened it.
      create table readings (
        commune_id uuid not null references communes,
        id uuid not null,
        account_id uuid not null,
        dossier_id uuid not null,
        -- dossiers.updated_at as it was shown, to the millisecond.
        read_to timestamptz not null,
        primary key (commune_id, id),
        unique (commune_id, account_id, dossier_id),
        foreign key (commune_id, account_id) references accounts (commune_id, id) on delete cascade,
        foreign key (commune_id, dossier_id) references dossiers (commune_id, id) on delete cascade
      ) with (fillfactor = 80);
      -- For the dossier that is purged.
      create index readings_dossier on readings (commune_id, dossier_id);
      ${protect('readings')}
    `)
  }
}
