import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { dataRoot } from '#database/server'
import type { Form } from '#forms/main'
import { asOwner } from '#tests/support/jobs'
import { sql, withCommune } from '#tenancy/scope'

/** In characters: what one answer may weigh, whatever was typed. */
const LONGEST = 25_000

/** What may never be in what is stored: texts that are not whole or without bound, keys that are traps. */
export function garbageIn(value: unknown, at = ''): string[] {
  if (typeof value === 'string') {
    // eslint-disable-next-line no-control-regex -- those are what it is about
    const bad = !value.isWellFormed() || /[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/.test(value)
    return bad || value.length > LONGEST ? [`${at}: ${JSON.stringify(value.slice(0, 40))}`] : []
  }
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at}: ${value}`]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    /^(__proto__|constructor|prototype|polluted)$/.test(key)
      ? [`${at}.${key}`]
      : garbageIn(one, `${at}.${key}`)
  )
}

/**
 * What is wrong in the dossiers of a form: garbage, answers to what it does not ask, and in those
 * that were sent, answers that are not right.
 */
export async function wrongAnswers(communeId: string, form: Form): Promise<unknown[]> {
  const dossiers = await withCommune(communeId, () =>
    sql('select id, answers, correction, submitted_at from dossiers')
  )
  return dossiers.flatMap(({ id, answers, correction, submitted_at: isSent }) => {
    const shown = form.visible(answers)
    const isOwn = JSON.stringify(sorted(shown)) === JSON.stringify(sorted(answers))
    const found = [
      ...garbageIn({ answers, correction }),
      ...(isOwn ? [] : ['it holds what is not asked']),
      ...(isSent ? form.validate(answers) : []),
    ]
    return found.length > 0 ? [{ id, found, answers }] : []
  })
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return pairs.map(([key, one]) => [key, sorted(one)])
}

/** Names of pieces that would be more than a name, and bytes without a row or rows without bytes. */
export async function strayFiles(communeId: string): Promise<string[]> {
  const pieces = await withCommune(communeId, () =>
    sql<{ name: string; disk_key: string }>(
      `select name, disk_key from pieces
       union all select '-', disk_key from pictures
       union all select '-', disk_key from exports where disk_key is not null
       union all select '-', disk_key from list_exports where disk_key is not null
       union all select '-', disk_key from archives`
    )
  )
  const named = pieces.filter(({ name }) => /[/\\]|^\.*$/.test(name) || garbageIn(name).length > 0)
  const keys = pieces.map(({ disk_key: key }) => key)
  const going = await leaving()
  const root = join(process.env.FILES_ROOT ?? join(dataRoot(app), 'pieces'))
  const onDisk = await filesBelow(join(root, communeId), communeId)
  return [
    ...named.map(({ name }) => `named ${JSON.stringify(name)}`),
    ...onDisk
      .filter((file) => !keys.includes(file) && !going.includes(file))
      .map((file) => `${file}: no row`),
    ...keys.filter((key) => !onDisk.includes(key)).map((key) => `${key}: no bytes`),
    ...(await readdir(root).catch(() => [])).filter((name) => !/^[0-9a-f-]{36}$/.test(name)),
  ]
}

/** The files that a job is still to remove. */
async function leaving(): Promise<string[]> {
  const rows = await asOwner<{ key: string }>(
    `select jsonb_array_elements_text(j.payload::jsonb -> 'keys') as key
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'remove_files'`
  )
  return rows.map(({ key }) => key)
}

async function filesBelow(folder: string, prefix: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(prefix, join(entry.parentPath, entry.name).slice(folder.length)))
}
