import type Dossier from '#dossiers/dossier'
import { sql } from '#tenancy/scope'

const MOST = 20

export interface OtherDossier {
  id: string
  reference: string
  title: string
  stateLabel: string
  holder: string | null
  final: string | null
  submittedAt: Date
}

/** What else the same person has asked of this commune, by their address; the last one first. */
export async function othersOf({ id, contactEmail }: Dossier): Promise<OtherDossier[]> {
  if (!contactEmail) return []
  return sql<OtherDossier>(
    `select id, reference, demarche_title as title, state_label as "stateLabel", holder, final,
       submitted_at as "submittedAt"
     from dossiers
     where contact_key = lower(?) and submitted_at is not null and id <> ?
     order by filed_at desc, id desc limit ?`,
    [contactEmail, id, MOST]
  )
}

/** What is held at an address: what was sent and what was only begun, the last first. */
export async function heldAtAddress(email: string): Promise<HeldDossier[]> {
  return sql<HeldDossier>(
    `select id, reference, demarche_title as demarche, state_label as state, filed_at as "filedAt",
       submitted_at is null as draft
     from dossiers where contact_key = lower(?) order by filed_at desc, id desc limit ?`,
    [email, MOST_HELD]
  )
}

export interface HeldDossier {
  id: string
  reference: string | null
  demarche: string
  state: string
  filedAt: Date
  draft: boolean
}

const MOST_HELD = 100
