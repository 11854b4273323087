import { unlink } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { LRUCache } from 'lru-cache'
import { v4 as uuid } from 'uuid'
import type { OpenDraft } from '#catalogue/drafts'
import { filled } from '#forms/builder/faults'
import { listNames, loadLists } from '#catalogue/lists'
import { type Answers, compile, type CompiledForm, type Form, load, type Pieces } from '#forms/main'
import { isBag, own, type Bag } from '#forms/values'

const compiled = new LRUCache<string, CompiledForm>({ max: 20 })

/** A draft as a form that can be filled in; null where it asks nothing yet. */
export async function trialForm({ id, version, document }: OpenDraft): Promise<Form | null> {
  if (Object.keys(document.properties).length === 0) return null
  const whole = filled(document)
  const key = `${id}:${version}`
  const ready = (id && compiled.get(key)) || compile(whole)
  if (id) compiled.set(key, ready)
  return load(ready, { lists: await loadLists(listNames(whole)) })
}

export interface Trial {
  /** What was posted of every page, as it was. */
  raw: Bag
  answers: Answers
  /** Files that were chosen: only their names are kept, and only in the page. */
  pieces: Pieces
}

/**
 * The answers of a trial, which are kept nowhere but in the page: those of the other pages come back
 * with it. A file is thrown away at once.
 */
export async function readTrial({ request }: HttpContext, form: Form): Promise<Trial> {
  const body = request.body()
  const raw: Bag = isBag(body.f) ? structuredClone(body.f) : {}
  const pieces = piecesIn(body.p)
  const files = request.allFiles()
  for (const { path, file } of filesIn(own(files, 'f'), '')) {
    if (file.tmpPath) await unlink(file.tmpPath).catch(() => undefined)
    if (!form.question(path)?.settings || file.size === 0) continue
    const id = uuid()
    pieces[id] = { id, name: file.clientName.slice(0, 200), size: file.size, type: '' }
    append(raw, path.split('.'), id)
  }
  const pages = Object.keys(raw)
  const answers = Object.fromEntries(
    pages.map((page) => [page, form.decode(page, isBag(raw[page]) ? raw[page] : {})])
  )
  return { raw, answers: form.visible(answers), pieces }
}

function piecesIn(given: unknown): Pieces {
  const named = isBag(given) ? Object.entries(given) : []
  return Object.fromEntries(
    named
      .filter(([id, name]) => /^[0-9a-f-]{36}$/.test(id) && typeof name === 'string')
      .map(([id, name]) => [id, { id, name: String(name).slice(0, 200), size: 0, type: '' }])
  )
}

function filesIn(node: unknown, path: string): { path: string; file: MultipartFile }[] {
  if (isFile(node)) return [{ path, file: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, item]) => {
    const isListed = Array.isArray(node) && isFile(item)
    return filesIn(item, isListed ? path : path ? `${path}.${key}` : key)
  })
}

const isFile = (node: unknown): node is MultipartFile =>
  isBag(node) && node.isMultipartFile === true

function append(raw: Bag, keys: string[], id: string) {
  const last = keys.pop()!
  let at: unknown = raw
  for (const key of keys) {
    if (isBag(at) && !isBag(at[key]) && !Array.isArray(at[key])) at[key] = {}
    at = Array.isArray(at) ? at[Number(key)] : own(at, key)
  }
  if (isBag(at)) at[last] = [...[at[last] ?? []].flat(), id]
}
