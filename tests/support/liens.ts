import { DateTime } from 'luxon'
import Lien from '#identity/lien'
import { newLien, type NewLien } from '#identity/liens'

interface Wanted extends NewLien {
  dossierId: string
  madeFor: string
}

/** A lien without the mail that carries it. Within a scope. */
export async function issueLien(wanted: Wanted): Promise<{ lien: Lien; token: string }> {
  const { token, ...made } = newLien(wanted)
  const { dossierId, madeFor } = wanted
  const lien = await Lien.create({
    ...made,
    dossierId,
    madeFor,
    expiresAt: DateTime.fromJSDate(made.expiresAt),
  })
  return { lien, token }
}
