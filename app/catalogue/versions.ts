import { LRUCache } from 'lru-cache'
import { listNames, loadLists, stampOf } from '#catalogue/lists'
import { type Form, load } from '#forms/main'
import type { Definition } from '#workflow/main'
import { currentCommuneId, sql } from '#tenancy/scope'

/** A version ready to serve: its form is live, its workflow is data. */
export interface OpenVersion {
  id: string
  demarcheId: string
  number: number
  title: string
  form: Form
  workflow: Definition
}

interface Opened {
  version: OpenVersion
  /** The lists that its questions choose from, and how they stood when it was opened. */
  lists: string[]
  stamp: string
}

/**
 * Versions never change, so what was loaded stays true until a list of the commune does. The key
 * holds the commune.
 */
const opened = new LRUCache<string, Opened>({ max: 500 })

/** @throws where the commune in scope has no such version */
export async function openVersion(id: string): Promise<OpenVersion> {
  const key = `${currentCommuneId()}:${id}`
  const known = opened.get(key)
  if (known && known.stamp === (await stampOf(known.lists))) return known.version

  const [row] = await sql(
    `select id, demarche_id, number, title, compiled, workflow from demarche_versions where id = ?`,
    [id]
  )
  if (!row) throw new Error(`No version ${id}`)
  const lists = listNames(row.compiled.document)
  const stamp = await stampOf(lists)
  const version: OpenVersion = {
    id: row.id,
    demarcheId: row.demarche_id,
    number: row.number,
    title: row.title,
    form: load(row.compiled, { lists: await loadLists(lists) }),
    workflow: row.workflow,
  }
  opened.set(key, { version, lists, stamp })
  return version
}
