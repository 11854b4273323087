import { DateTime } from 'luxon'
import Lien from '#identity/lien'
import { newLien, type NewLien } from '#identity/liens'

/** A lien without the mail that carries it. Within a scope. */
export async function issueLien(wanted: NewLien): Promise<{ lien: Lien; token: string }> {
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
