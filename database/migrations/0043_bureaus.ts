import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/** The list of a service, opened by a code that is mailed to its registered address. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table service_codes (
        commune_id uuid not null references communes,
        id uuid not null,
        service_id uuid not null,
        -- SHA-256 of the id and the code: six digits, of use for a quarter of an hour and five tries.
        code_hash bytea not null,
        email text not null,
        attempts integer not null default 0,
        used_at timestamptz,
        expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        foreign key (commune_id, service_id) references services (commune_id, id) on delete cascade
      );
      create index service_codes_service on service_codes (commune_id, service_id, created_at);
      ${protect('service_codes')}

      -- What a service was given, and what it did.
      create index liens_service on liens (commune_id, service_id, dossier_id)
        where service_id is not null;
      create index journal_entries_actor on journal_entries (commune_id, actor_id, at)
        where actor_role = 'service' and to_state is not null;
    `)
  }
}
