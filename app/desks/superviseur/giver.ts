import Account from '#identity/account'
import Service from '#identity/service'
import type { Giver } from '#reporting/queries/held'
import { isUuid } from '#shared/matchers'
import { t } from '#shared/translate'

/** Whose dossiers are given to others, as an address names them: `accueil`, `agent:…`, `service:…`. */
export interface NamedGiver {
  giver: Giver
  key: string
  name: string
}

export const keyOf = (giver: Giver) =>
  giver.type === 'unassigned' ? 'accueil' : `${giver.type}:${giver.id}`

/** @returns null where nobody of the commune is meant */
export async function readGiver(asked: unknown): Promise<NamedGiver | null> {
  const [type, id] = String(asked ?? '').split(':')
  if (type === 'accueil' && id === undefined) {
    const giver = { type: 'unassigned' } as const
    return { giver, key: 'accueil', name: t('superviseur.load.unassigned') }
  }
  if (!id || !isUuid(id) || (type !== 'agent' && type !== 'service')) return null
  const found = type === 'agent' ? await Account.find(id) : await Service.find(id)
  return found && { giver: { type, id }, key: `${type}:${id}`, name: found.name }
}
