import type Dossier from '#dossiers/dossier'
import { lastStep } from '#dossiers/queries/last_step'
import { t } from '#shared/translate'

/** What has just been done, and who is told of it. */
export async function doneMessage(dossier: Dossier): Promise<string> {
  const { entry, told } = await lastStep(dossier.id)
  const unreachable = entry?.public && !dossier.contactEmail
  return t('dossier.done', {
    label: entry?.label ?? '',
    usager: told.includes('usager') ? 'told' : unreachable ? 'unreachable' : 'none',
    service: told.includes('service') ? 'told' : 'none',
  }).trim()
}
