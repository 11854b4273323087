import { freeSlug, slugOf } from '#catalogue/free_slug'
import Workflow from '#catalogue/workflow'
import { recordChange } from '#tenancy/changes'
import { namedIn, tidy } from '#workflow/editor/tidy'
import { type Definition, library, renameServices, type ServiceRef } from '#workflow/main'

interface NewWorkflow {
  label: string
  /** What it begins as: one of the library, another of the commune’s, or from a file. */
  definition: Definition
  services: ServiceRef[]
  actor: { id: string; name: string }
}

/**
 * A workflow of the commune's own, which no démarche may take before it is published. A service that
 * it calls by a name that one of the commune's bears (« Maire ») is that one from the start.
 */
export class CreateWorkflow {
  async handle({ label, definition, services, actor }: NewWorkflow): Promise<Workflow> {
    const slug = await freeSlug('workflows', baseOf(label), RESERVED)
    const own = tidy(renameServices(definition, namesakes(definition, services)), services)
    const workflow = await Workflow.create({
      slug,
      definition: JSON.stringify({ ...own, id: slug, label }),
      version: 1,
      step: 0,
      savedBy: actor.name,
    })
    const change = { subject: 'workflow' as const, subjectId: slug, subjectLabel: label }
    await recordChange({ ...change, label: 'Circuit créé' }, actor)
    return workflow
  }
}

function namesakes(definition: Definition, services: ServiceRef[]): Record<string, ServiceRef> {
  const plain = (name: string) => name.trim().toLocaleLowerCase('fr')
  const known = namedIn(definition).flatMap((id) => {
    const name = definition.services?.[id] ?? id
    const same = services.find(({ label }) => plain(label) === plain(name))
    return same ? [[id, same] as const] : []
  })
  return Object.fromEntries(known)
}

/** What an own workflow may not be called: those of the library, and the page that makes new ones. */
const RESERVED = ['nouveau', ...library.map(({ id }) => id)]

/** It begins with a letter, as the ids of workflows do. */
const baseOf = (label: string) => slugOf(label, 50).replace(/^[^a-z]+/, '') || 'circuit'
