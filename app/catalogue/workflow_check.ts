import { mailTemplates } from '#catalogue/mail_templates'
import { check, type Definition, type Problem, type ServiceRef } from '#workflow/main'

/** What is wrong in a workflow for a commune with these services; `[]` when it may be published. */
export function problemsIn(definition: Definition, services: ServiceRef[]): Problem[] {
  return check(definition, { services: services.map(({ id }) => id), templates: mailTemplates() })
}
