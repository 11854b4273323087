import { LRUCache } from 'lru-cache'
import { blankForm } from '#forms/builder/blank'
import { isSame } from '#forms/builder/patch'
import { everything } from '#forms/builder/tree'
import type { Document } from '#forms/main'
import type Demarche from '#catalogue/demarche'
import { currentCommuneId, sql } from '#tenancy/scope'

/** A step that can be undone, or done again. */
export interface StepTitle {
  operation: string
  /** What it was done to, by its title. */
  subject: string
}

/** What an administrator has before them: the draft, or what is online where there is none. */
export interface OpenDraft {
  /** Null where nothing has been changed yet. */
  id: string | null
  document: Document
  /** Grows with each change, 0 before the first: whoever saves says which one they have seen. */
  version: number
  savedBy: string | null
  savedAt: Date | null
  undo: StepTitle | null
  redo: StepTitle | null
  /** What is online. */
  live: { number: number; document: Document } | null
  /** Keys that are published: they stay as they are. */
  frozen: ReadonlySet<string>
  /** Whether somebody has tried it to the end since it was changed. */
  isTried: boolean
  /** Whether it is other than what is online. */
  isChanged: boolean
}

const DRAFT = `
  select d.id, d.document, d.version, d.saved_by, d.updated_at, d.tried_version,
    u.operation as undo, u.subject as undo_subject, r.operation as redo, r.subject as redo_subject
  from demarche_drafts d
  left join draft_steps u on u.commune_id = d.commune_id and u.draft_id = d.id and u.number = d.step
  left join draft_steps r on r.commune_id = d.commune_id and r.draft_id = d.id and r.number = d.step + 1
  where d.demarche_id = ?`

export async function openDraft(demarche: Demarche): Promise<OpenDraft> {
  const live = await liveForm(demarche)
  const [row] = await sql(DRAFT, [demarche.id])
  const document: Document = row?.document ?? live?.document ?? blankForm(demarche.title)
  return {
    id: row?.id ?? null,
    document,
    version: row?.version ?? 0,
    savedBy: row?.saved_by ?? null,
    savedAt: row?.updated_at ?? null,
    undo: row?.undo ? { operation: row.undo, subject: row.undo_subject } : null,
    redo: row?.redo ? { operation: row.redo, subject: row.redo_subject } : null,
    live,
    frozen: keysOf(live?.document),
    isTried: row ? row.tried_version === row.version : false,
    isChanged: isOther(document, live),
  }
}

/** The same draft after one more change. */
export function withChange(
  draft: OpenDraft,
  { document, by, step, id }: { document: Document; by: string; step: StepTitle; id: string }
): OpenDraft {
  return {
    ...draft,
    id,
    document,
    version: draft.version + 1,
    savedBy: by,
    savedAt: new Date(),
    undo: step,
    redo: null,
    isTried: false,
    isChanged: isOther(document, draft.live),
  }
}

function isOther(document: Document, live: OpenDraft['live']): boolean {
  return !live || !isSame(document, live.document)
}

/** What one version of a démarche asked; null where it has no such version. */
export async function formOfVersion(demarche: Demarche, number: number): Promise<Document | null> {
  const [row] = await sql<{ document: Document }>(
    `select compiled -> 'document' as document from demarche_versions
     where demarche_id = ? and number = ?`,
    [demarche.id, number]
  )
  return row?.document ?? null
}

/** Versions never change. The key holds the commune. */
const forms = new LRUCache<string, NonNullable<OpenDraft['live']>>({ max: 100 })

async function liveForm(demarche: Demarche): Promise<OpenDraft['live']> {
  if (!demarche.versionId) return null
  const key = `${currentCommuneId()}:${demarche.versionId}`
  const known = forms.get(key)
  if (known) return known
  const [row] = await sql<{ number: number; document: Document }>(
    `select number, compiled -> 'document' as document from demarche_versions where id = ?`,
    [demarche.versionId]
  )
  if (row) forms.set(key, row)
  return row ?? null
}

function keysOf(document: Document | undefined): Set<string> {
  if (!document) return new Set()
  return new Set([...everything(document)].map(({ path }) => path.split('.').at(-1)!))
}
