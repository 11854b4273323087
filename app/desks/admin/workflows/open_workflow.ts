import type { HttpContext } from '@adonisjs/core/http'
import { workflowDraft, type WorkflowDraft } from '#catalogue/workflow_drafts'
import { notFound } from '#shared/not_found'
import { type Definition, findWorkflow } from '#workflow/main'

/** A workflow that the administrator looks at: one of the library, or the commune's own as it is now. */
export interface OpenWorkflow {
  slug: string
  definition: Definition
  /** Null for one of the library: it is copied, not changed. */
  draft: WorkflowDraft | null
}

/** @throws E_ROUTE_NOT_FOUND where neither the commune nor the library has such a workflow */
export async function openWorkflow(ctx: HttpContext): Promise<OpenWorkflow> {
  const { slug } = ctx.params
  const ready = findWorkflow(slug)
  if (ready) return { slug, definition: ready, draft: null }
  const draft = await workflowDraft(slug)
  if (!draft) throw notFound(ctx)
  return { slug, definition: draft.definition, draft }
}

/** @throws E_ROUTE_NOT_FOUND where the commune has no workflow of its own of this name */
export async function ownWorkflow(ctx: HttpContext): Promise<WorkflowDraft> {
  const draft = await workflowDraft(ctx.params.slug)
  if (!draft) throw notFound(ctx)
  return draft
}

/** The version that a form was shown with. */
export function seenVersion({ request }: HttpContext): number {
  return Number(request.input('version', -1))
}
