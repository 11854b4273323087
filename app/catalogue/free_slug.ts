import string from '@adonisjs/core/helpers/string'
import { sql } from '#tenancy/scope'

/** What people call something, as part of an address: « Fête de l’été » is `fete-de-l-ete`. */
export function slugOf(words: string, most: number): string {
  return string
    .slug(words.replace(/[’']/g, ' '), { lower: true, strict: true, locale: 'fr' })
    .slice(0, most)
    .replace(/-+$/, '')
}

/**
 * A slug that nothing in the commune has yet, with a number where it is taken. Two who ask at the
 * same moment wait for each other, until the first has written.
 */
export async function freeSlug(
  table: 'demarches' | 'workflows',
  base: string,
  reserved: readonly string[]
): Promise<string> {
  await sql(
    `select pg_advisory_xact_lock(hashtext(?), hashtext(current_setting('app.commune_id')))`,
    [`slug of ${table}`]
  )
  const rows = await sql<{ slug: string }>(`select slug from ${table} where slug like ?`, [
    `${base}%`,
  ])
  const taken = new Set([...reserved, ...rows.map((row) => row.slug)])
  let number = 1
  while (taken.has(number === 1 ? base : `${base}-${number}`)) number++
  return number === 1 ? base : `${base}-${number}`
}
