import limiter from '@adonisjs/limiter/services/main'
import Lien, { type ServicePurpose } from '#identity/lien'
import Service from '#identity/service'
import Dossier from '#dossiers/dossier'
import { writing } from '#tenancy/writes'
import { mailService } from '#dossiers/effects'
import { recordEvent } from '#dossiers/journal'
import { currentCommuneId } from '#tenancy/scope'

interface Renewal {
  lienId: string
  /** From where it is asked. */
  address: string
}

/**
 * Mails a service a new link to a dossier that it still has. To its registered address and no
 * other: whoever holds an old link cannot have a new one sent to themselves. Nothing tells what
 * came of it.
 */
export class RenewLien {
  async handle({ lienId, address }: Renewal) {
    const perAddress = limiter.use({ requests: 10, duration: '1 hour' })
    if (!(await perAddress.attempt(`renew:${currentCommuneId()}:${address}`, () => true))) return

    const lien = await Lien.query().where('id', lienId).whereNotNull('serviceId').first()
    if (!lien?.serviceId) return
    const purpose = lien.purpose as ServicePurpose
    const dossier = await Dossier.findOrFail(lien.dossierId)
    if (!(await dossier.isOpenTo(lien.serviceId, purpose))) return

    const perDossier = limiter.use({ requests: 3, duration: '1 hour' })
    const key = `renew:${purpose}:${lien.dossierId}:${lien.serviceId}`
    if (!(await perDossier.attempt(key, () => true))) return

    const { id, name, email } = await Service.findOrFail(lien.serviceId)
    const actor = { role: 'service' as const, id, serviceId: id, label: name }
    await recordEvent(dossier.id, 'lien', 'Nouveau lien demandé', actor, { madeFor: email })
    await writing((writes) => mailService(writes, dossier, id, purpose, 'lien-renouvele', {}))
  }
}
