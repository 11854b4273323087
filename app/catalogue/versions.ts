import { LRUCache } from 'lru-cache'
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

/** Versions never change, so what was loaded stays true. The key holds the commune. */
const opened = new LRUCache<string, OpenVersion>({ max: 500 })

/** @throws where the commune in scope has no such version */
export async function openVersion(id: string): Promise<OpenVersion> {
  const key = `${currentCommuneId()}:${id}`
  const known = opened.get(key)
  if (known) return known

  const [row] = await sql(
    `select id, demarche_id, number, title, compiled, workflow from demarche_versions where id = ?`,
    [id]
  )
  if (!row) throw new Error(`No version ${id}`)
  const version: OpenVersion = {
    id: row.id,
    demarcheId: row.demarche_id,
    number: row.number,
    title: row.title,
    form: load(row.compiled),
    workflow: row.workflow,
  }
  opened.set(key, version)
  return version
}
