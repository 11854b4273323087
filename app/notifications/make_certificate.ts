import drive from '@adonisjs/drive/services/main'
import { certificatePdf } from '#documents/certificate_pdf'
import {
  type Draft,
  issueCertificate,
  prepareCertificate,
} from '#dossiers/actions/make_certificate'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { type Commune, communeById } from '#tenancy/commune'
import { absoluteUrl } from '#tenancy/links'
import { withCommune } from '#tenancy/scope'

interface Payload {
  certificateId: string
  communeId: string
}

/**
 * Makes a certificate: its number, its file, its piece, its mail. Killed anywhere it begins again
 * with the same number and the same file, and the last transaction is taken once.
 */
export async function makeCertificate({ certificateId, communeId }: Payload) {
  const commune = await communeById(communeId)
  const draft = await withCommune(communeId, () => prepareCertificate(certificateId, commune))
  if (!draft) return

  const file = await certificatePdf(textOf(draft, commune), draft.decidedAt.toJSDate())
  const diskKey = `${communeId}/${draft.dossierId}/${draft.id}.pdf`
  await drive.use().put(diskKey, file)
  await withCommune(communeId, () => issueCertificate(draft, file, diskKey))
}

function textOf({ number, code, printed, decidedAt }: Draft, commune: Commune) {
  const { address, phone, email } = commune.contact
  const colour = commune.branding.colour ?? ''
  const facts: [string, string][] = [
    [t('certificate.to'), printed.name],
    [t('certificate.demarche'), printed.demarche],
    [t('certificate.reference'), printed.reference],
  ]
  return {
    commune: commune.name,
    contact: [address, phone, email].flatMap((line) => line?.split('\n') ?? []).filter(Boolean),
    colour: /^#[\da-f]{6}$/i.test(colour) ? colour : '#1f4e79',
    title: printed.title,
    number,
    facts: facts.filter(([, value]) => value),
    paragraphs: printed.paragraphs,
    done: t('certificate.done', { commune: commune.name, date: formatters.longDate(decidedAt) }),
    verify: t('certificate.verify', { code }),
    url: absoluteUrl(commune, `/verifier/${code}`),
  }
}
