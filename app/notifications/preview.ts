import type Demarche from '#catalogue/demarche'
import Dossier from '#dossiers/dossier'
import { type Letter, letterOf } from '#notifications/letter'
import { ABOUT_ACCOUNT, readerOf, type Wording } from '#notifications/wording'
import { t } from '#shared/translate'
import type { Commune } from '#tenancy/commune'

/** A letter as its reader would see it, and the dossier that it is about. Nothing is sent. */
export interface Preview {
  letter: Letter
  /** Null where the commune has received none yet. */
  reference: string | null
}

/** Writes a letter with words that are not kept yet, about the last dossier that was received. */
export async function previewLetter(
  commune: Commune,
  template: string,
  demarche: Demarche | null,
  own: Wording
): Promise<Preview> {
  const query = Dossier.query().whereNotNull('submittedAt').orderBy('submittedAt', 'desc')
  if (demarche) query.where('demarcheId', demarche.id)
  const found = await query.first()
  const dossier = ABOUT_ACCOUNT.includes(template) ? null : (found ?? example(demarche))
  const role = template.startsWith('suivi-') ? 'watcher' : readerOf(template)
  const letter = letterOf(
    {
      mail: {
        id: '',
        template,
        recipient: dossier?.contactEmail ?? 'prenom.nom@exemple.fr',
        recipientRole: role,
        data: {
          service: dossier?.standing?.serviceLabel ?? 'Voirie',
          message: t('mailtexts.sample_message'),
          note: t('mailtexts.sample_note'),
          author: 'Camille Martin',
          name: 'Camille Martin',
          document: t('mailtexts.sample_document'),
          report: {
            kind: t('mailtexts.sample_kind'),
            street: t('mailtexts.sample_street'),
            state: t('mailtexts.sample_state'),
          },
        },
      },
      dossier,
      link: { url: '#' },
      own,
    },
    commune
  )
  return { letter, reference: dossier && found ? found.reference : null }
}

/** Where there is none to show. */
function example(demarche: Demarche | null): Dossier {
  return new Dossier().merge({
    reference: 'ABC-2345',
    demarcheTitle: demarche?.title ?? t('mailtexts.sample_demarche'),
    contactName: 'Camille Martin',
  })
}
