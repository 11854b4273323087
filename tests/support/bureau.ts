import encryption from '@adonisjs/core/services/encryption'
import { Mail } from '#dossiers/promised_mails'
import { withCommune } from '#tenancy/scope'
import type { Visitor } from './visitor.js'
import type { TestCommune } from './world.js'

/** The last code that was mailed to a service, and to which address. */
export async function lastCode(commune: TestCommune): Promise<{ code: string; to: string }> {
  const mail = await withCommune(commune.id, () =>
    Mail.query()
      .where('template', 'service-code')
      .whereNotNull('secret')
      .orderBy('id', 'desc')
      .firstOrFail()
  )
  return { code: encryption.decrypt<string>(mail.secret!, 'mail')!, to: mail.recipient }
}

/** Opens the list of the Voirie, as whoever reads its mails does. */
export async function openBureau(commune: TestCommune, visitor: Visitor) {
  const ask = await visitor.get(`/service/bureau/${commune.services.voirie}`)
  const form = await visitor.submit(ask, {}, { which: '#demander' })
  const { code } = await lastCode(commune)
  return visitor.submit(form, { code }, { which: '#entrer' })
}
