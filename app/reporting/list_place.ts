import type { Desk, ListRequest } from '#reporting/list_request'
import { listAddress, readListAddress } from '#reporting/list_request'
import { UNANSWERED } from '#dossiers/listed_values'
import { questionOf } from '#reporting/columns'
import { filterChoices } from '#reporting/queries/filter_choices'
import { ofDraft, pageOf, walkOf } from '#reporting/rows'
import { select } from '#reporting/selection'
import { isSort, SORTS } from '#reporting/sorts'
import { understand } from '#reporting/understood'
import { sql } from '#tenancy/scope'

/** A dossier beside the one that is open, in the list from which its reader came. */
export interface Neighbour {
  id: string
  reference: string | null
  title: string
  name: string | null
}

/** Where a dossier stands for its reader: in the list from which they came, or in that of the desk. */
export interface ListPlace {
  /** The address of that page of the list. */
  address: string
  /** What the addresses of its dossiers end in, so that they lead back: `?liste=…`, or nothing. */
  query: string
  previous: Neighbour | null
  next: Neighbour | null
}

/** What the address of a dossier ends in where it is opened from this list. */
export function placeQuery(request: ListRequest, desk: Desk): string {
  const [, list = ''] = listAddress('', request, desk).split('?')
  return list ? `?${new URLSearchParams({ liste: list })}` : ''
}

/**
 * The list that a dossier's address names, read as any address of a list: what is no list leads to
 * that of the desk, never elsewhere.
 */
export function listOf(named: unknown, desk: Desk): ListRequest {
  return readListAddress(`?${typeof named === 'string' ? named.slice(0, 8000) : ''}`, desk)
}

/** What a dossier's address has to end in to name the same list again. */
export function placeAgain(named: unknown, desk: Desk): string {
  return placeQuery(listOf(named, desk), naming(named, desk))
}

/** A list that was named is named again: a bare address may open a saved view instead. */
const naming = (named: unknown, desk: Desk): Desk => (named ? { ...desk, opening: 'named' } : desk)

/** @param path of the list, without a query */
export async function listPlace(
  named: unknown,
  path: string,
  desk: Desk,
  dossierId: string
): Promise<ListPlace> {
  const request = listOf(named, desk)
  return {
    address: listAddress(path, request, naming(named, desk)),
    query: placeAgain(named, desk),
    ...(await neighbours(request, desk, dossierId)),
  }
}

/**
 * What comes before and after a dossier in a list, also where it has left the list meanwhile: each
 * is the first row beyond where it stands.
 */
export async function neighbours(
  request: ListRequest,
  desk: Desk,
  dossierId: string
): Promise<Pick<ListPlace, 'previous' | 'next'>> {
  const understood = await understand(request, await filterChoices(desk.trays))
  const value = await placeOf(understood.request, dossierId)
  if (value === null) return { previous: null, next: null }
  const selection = await select(understood, desk)
  const { tray } = understood.request
  const trays = selection.trays.filter((one) => tray === 'all' || one === tray)
  if (trays.length === 0 || selection.isPreparing) return { previous: null, next: null }
  const beyond = async (way: 'before' | 'after') => {
    const cursor = { way, value, id: dossierId }
    const page = pageOf(selection, trays, walkOf({ ...understood.request, cursor }, 1))
    const [row] = await sql<Neighbour>(
      `select page.id, reference, demarche_title as title,
         case when tray = 'draft' then null else contact_name end as name from (${page.sql}) page`,
      page.bindings
    )
    return row ?? null
  }
  return { previous: await beyond('before'), next: await beyond('after') }
}

/** What sorts a dossier in a list, as a cursor writes it; null where there is no such dossier. */
async function placeOf({ sort }: ListRequest, dossierId: string): Promise<string | null> {
  const question = questionOf(sort)
  const column = isSort(sort) ? SORTS[sort].column : SORTS.depot.column
  const [own] = await sql<{ value: string }>(
    question
      ? `select coalesce((select v.value from dossier_values v
           where v.dossier_id = d.id and v.question = ? limit 1), '${UNANSWERED}') as value
         from dossiers d where d.id = ?`
      : `select (case when tray = 'draft' then ${ofDraft(column)} else ${column} end)::text as value
         from dossiers where id = ?`,
    [...(question ? [question.path] : []), dossierId]
  )
  return own?.value ?? null
}
