import { check as checkForm, compile, type Document } from '#forms/main'
import { check as checkWorkflow, type Definition } from '#workflow/main'
import type Demarche from '#catalogue/demarche'
import DemarcheVersion from '#catalogue/demarche_version'
import { sql } from '#tenancy/scope'

interface Publication {
  demarche: Demarche
  document: Document
  workflow: Definition
  /** The publication of the commune's own that it comes from. */
  workflowVersionId?: string | null
}

type Outcome =
  | { type: 'published'; version: DemarcheVersion }
  | { type: 'unchanged' }
  | { type: 'refused'; problems: { path: string; message: string }[] }

/**
 * Freezes a form and a workflow into the next version of a démarche, and makes it the one that
 * usagers begin. Dossiers under way stay on theirs.
 */
export class PublishDemarche {
  async handle({
    demarche,
    document,
    workflow,
    workflowVersionId = null,
  }: Publication): Promise<Outcome> {
    const problems = [...checkForm(document), ...checkWorkflow(workflow)]
    if (problems.length > 0) return { type: 'refused', problems }

    // Two admins who publish at once wait for each other, and get two numbers.
    await sql('select id from demarches where id = ? for update', [demarche.id])
    const [last] = await sql(
      `select number, hash, title, workflow = ?::jsonb
         and workflow_version_id is not distinct from ?::uuid as same_workflow
       from demarche_versions where demarche_id = ? order by number desc limit 1`,
      [JSON.stringify(workflow), workflowVersionId, demarche.id]
    )
    const compiled = await compile(document)
    const same = last?.hash === compiled.hash && last.same_workflow && last.title === demarche.title
    if (same) return { type: 'unchanged' }

    const version = await DemarcheVersion.create({
      demarcheId: demarche.id,
      number: (last?.number ?? 0) + 1,
      title: demarche.title,
      compiled: JSON.stringify(compiled),
      workflow: JSON.stringify(workflow),
      workflowVersionId,
      hash: compiled.hash,
    })
    await demarche.merge({ versionId: version.id }).save()
    return { type: 'published', version }
  }
}
