import { LRUCache } from 'lru-cache'
import { createHash } from 'node:crypto'
import { listNames, loadLists, stampOf } from '#catalogue/lists'
import { browserModule, type Form, type Lists, load } from '#forms/main'
import type { Definition } from '#workflow/main'
import { currentCommuneId, sql } from '#tenancy/scope'

/** A version ready to serve: its form is live, its workflow is data. */
export interface OpenVersion {
  id: string
  demarcheId: string
  number: number
  /** The name of its script (`formScript`). */
  script: string
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
    `select id, demarche_id, number, title, hash, compiled, workflow from demarche_versions where id = ?`,
    [id]
  )
  if (!row) throw new Error(`No version ${id}`)
  const lists = listNames(row.compiled.document)
  const stamp = await stampOf(lists)
  const held = await loadLists(lists)
  const version: OpenVersion = {
    id: row.id,
    demarcheId: row.demarche_id,
    number: row.number,
    script: scriptName(row.hash, held),
    title: row.title,
    form: load(row.compiled, { lists: held }),
    workflow: row.workflow,
  }
  opened.set(key, { version, lists, stamp })
  return version
}

/** By its hash, and that of its lists where it has some: the same name is always the same script. */
function scriptName(hash: string, lists: Lists): string {
  if (Object.keys(lists).length === 0) return `${hash}.js`
  const digest = createHash('sha256').update(JSON.stringify(lists)).digest('hex')
  return `${hash}-${digest.slice(0, 16)}.js`
}

/**
 * What a page imports of a published form. `isLasting`: whether a browser may keep it under the name that
 * was asked for; not when a list has changed since. Null where the commune has no such form.
 */
export async function formScript(
  name: string
): Promise<{ source: string; isLasting: boolean } | null> {
  const hash = name.slice(0, 64)
  const [row] = await sql(`select compiled from demarche_versions where hash = ? limit 1`, [hash])
  if (!row) return null
  const lists = await loadLists(listNames(row.compiled.document))
  return { source: browserModule(row.compiled, lists), isLasting: scriptName(hash, lists) === name }
}
