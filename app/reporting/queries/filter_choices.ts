import { DRAFT } from '#dossiers/dossier'
import { CHANNEL_NAMES, DELAYS } from '#reporting/list_request'
import type { Tray } from '#reporting/trays'
import { sql } from '#tenancy/scope'

export interface Choice {
  value: string
  label: string
}

export interface FilterChoices {
  demarches: Choice[]
  states: Choice[]
  services: Choice[]
  /** Agents of the accueil, to whom dossiers are given. */
  agents: Choice[]
  channels: string[]
  delays: readonly string[]
}

/**
 * What a list can be filtered by. States are those that some dossier is in, under the label that
 * its workflow gave it; the index is skipped through from one label to the next.
 */
export async function filterChoices(trays: readonly Tray[]): Promise<FilterChoices> {
  const [row] = await sql<Record<keyof FilterChoices, any[] | null>>(
    `with recursive labels as (
       (select state_label, state from dossiers order by state_label limit 1)
       union all
       select following.* from labels, lateral (select d.state_label, d.state from dossiers d
         where d.state_label > labels.state_label order by d.state_label limit 1) following
     )
     select (select json_agg(json_build_object('value', id, 'label', title) order by title)
         from demarches) as demarches,
       (select json_agg(json_build_object('value', state_label, 'label', state_label, 'state', state))
         from labels) as states,
       (select json_agg(json_build_object('value', id, 'label', name) order by position, name)
         from services) as services,
       (select json_agg(json_build_object('value', a.id, 'label', a.name) order by a.name, a.id)
         from accounts a where exists (select from memberships m
           where m.account_id = a.id and m.role = 'accueil')) as agents`
  )
  const states = (row?.states ?? []) as (Choice & { state: string })[]
  return {
    demarches: row?.demarches ?? [],
    states: states.filter(({ state }) => state !== DRAFT || trays.includes('draft')),
    services: row?.services ?? [],
    agents: row?.agents ?? [],
    channels: CHANNEL_NAMES,
    delays: DELAYS,
  }
}
