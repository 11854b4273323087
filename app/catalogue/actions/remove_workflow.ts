import { usersOf } from '#catalogue/actions/publish_workflow'
import Workflow from '#catalogue/workflow'
import { lockedWorkflow } from '#catalogue/workflow_drafts'
import { recordChange } from '#tenancy/changes'

type Outcome = { type: 'removed' } | { type: 'used'; by: string[] }

/** Removes a workflow that no démarche has chosen. Dossiers under way have theirs with them. */
export class RemoveWorkflow {
  /** @throws where the commune has no such workflow */
  async handle(slug: string, actor: { id: string; name: string }): Promise<Outcome> {
    const draft = await lockedWorkflow(slug)
    if (!draft) throw new Error(`No workflow ${slug}`)
    const by = await usersOf(slug)
    if (by.length > 0) return { type: 'used', by: by.map(({ title }) => title) }
    await Workflow.query().where('id', draft.id).delete()
    const { label: subjectLabel } = draft.definition
    const subject = { subject: 'workflow' as const, subjectId: slug, subjectLabel }
    await recordChange({ ...subject, label: 'Circuit supprimé' }, actor)
    return { type: 'removed' }
  }
}
