import { communeById } from '#tenancy/commune'
import { Mail } from '#dossiers/promised_mails'
import { composeLetter } from '#notifications/letter'
import { renderLetter } from '#notifications/render'
import { withCommune } from '#tenancy/scope'
import type { TestCommune } from '#tests/support/world'

/** The mail with the last code, as it is sent. */
export async function deliveredTo({ id }: TestCommune) {
  const commune = await communeById(id)
  return withCommune(id, async () => {
    const mail = await Mail.query()
      .where('template', 'service-code')
      .orderBy('id', 'desc')
      .firstOrFail()
    const letter = await composeLetter(mail, commune)
    return { subject: letter.subject, ...(await renderLetter(letter, commune)) }
  })
}
