import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Liens of services, by what they open: `service` a dossier to treat, `opinion` one on which an
 * opinion is awaited, `consult` one in whose notes the service was named.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table liens drop constraint liens_purpose_check, drop constraint liens_check;
      alter table liens add constraint liens_purpose_check
        check (purpose in ('draft', 'follow', 'service', 'opinion', 'consult'));
      alter table liens add constraint liens_service_check
        check ((purpose in ('service', 'opinion', 'consult')) = (service_id is not null));
    `)
  }
}
