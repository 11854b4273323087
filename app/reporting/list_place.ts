import type { Desk, ListRequest } from '#reporting/list_request'
import { listAddress, readListAddress } from '#reporting/list_request'
import { listQuery } from '#reporting/queries/dossier_list'
import { search } from '#reporting/search'
import { isSort, SORTS } from '#reporting/sorts'
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

/** @param path of the list, without a query */
export async function listPlace(
  named: unknown,
  path: string,
  desk: Desk,
  dossierId: string
): Promise<ListPlace> {
  const request = listOf(named, desk)
  return {
    address: listAddress(path, request, desk),
    query: placeQuery(request, desk),
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
  const { column } = SORTS[isSort(request.sort) ? request.sort : 'depot']
  const [own] = await sql<{ value: string }>(
    `select ${column}::text as value from dossiers where id = ?`,
    [dossierId]
  )
  if (!own) return { previous: null, next: null }
  const found = await search(request.typed)
  const trays = request.tray === 'all' ? desk.trays : [request.tray]
  const beyond = async (way: 'before' | 'after') => {
    const cursor = { way, value: own.value, id: dossierId }
    const { sql: query, bindings } = listQuery({ ...request, cursor }, trays, found, 1)
    const [row] = await sql<{
      id: string
      reference: string | null
      demarche_title: string
      contact_name: string | null
    }>(query, bindings)
    return row
      ? { id: row.id, reference: row.reference, title: row.demarche_title, name: row.contact_name }
      : null
  }
  return { previous: await beyond('before'), next: await beyond('after') }
}
