import { BaseSchema } from '@adonisjs/lucid/schema'
import { protect } from '#database/tenant_table'

/**
 * The workflows that a commune makes its own: each as it is being changed, the steps that led there
 * by which it can be undone, and what was published of it. A version of a démarche holds its workflow
 * whole, and remembers which publication it came from.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table workflows (
        commune_id uuid not null references communes,
        id uuid not null,
        slug text not null,
        definition jsonb not null,
        version integer not null default 1,
        step integer not null default 0,
        saved_by text not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, slug)
      );
      ${protect('workflows')}

      create table workflow_versions (
        commune_id uuid not null references communes,
        id uuid not null,
        workflow_id uuid not null,
        number integer not null,
        definition jsonb not null,
        published_by text not null,
        published_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, workflow_id, number),
        foreign key (commune_id, workflow_id) references workflows (commune_id, id) on delete cascade
      );
      ${protect('workflow_versions', 'select, insert')}

      create table workflow_steps (
        commune_id uuid not null references communes,
        id uuid not null,
        workflow_id uuid not null,
        number integer not null,
        operation text not null,
        subject text not null,
        changes jsonb not null,
        done_by text not null,
        created_at timestamptz not null default now(),
        primary key (commune_id, id),
        unique (commune_id, workflow_id, number),
        foreign key (commune_id, workflow_id) references workflows (commune_id, id) on delete cascade
      );
      ${protect('workflow_steps', 'select, insert, delete')}

      alter table demarche_versions
        add column workflow_version_id uuid,
        add foreign key (commune_id, workflow_version_id)
          references workflow_versions (commune_id, id) on delete set null (workflow_version_id);
      create index demarche_versions_workflow
        on demarche_versions (commune_id, workflow_version_id) where workflow_version_id is not null;
    `)
  }
}
