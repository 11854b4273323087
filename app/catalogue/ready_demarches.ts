import { readdir, readFile } from 'node:fs/promises'
import type { Document } from '#forms/main'

/** A démarche of the library: what a commune publishes as it is, or copies and makes its own. */
export interface ReadyDemarche {
  slug: string
  title: string
  description: string
  category: string
  /** Where its law and its papers are those of one country; both without it. */
  country?: 'FR' | 'BE'
  /** What the service is usually called that treats it. */
  service: string
  /** The id of the workflow of the library that fits it. */
  workflow: string
  document: Document
}

const FOLDER = new URL('./library/', import.meta.url)

/** The whole library, by title. */
export async function readyDemarches(): Promise<ReadyDemarche[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.json'))
  const all = await Promise.all(names.map((name) => readyDemarche(name.replace('.json', ''))))
  return all.sort((a, b) => a.title.localeCompare(b.title, 'fr'))
}

/** @throws where the library has none of that slug */
export async function readyDemarche(slug: string): Promise<ReadyDemarche> {
  return JSON.parse(await readFile(new URL(`${slug}.json`, FOLDER), 'utf8'))
}
