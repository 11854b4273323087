import drive from '@adonisjs/drive/services/main'
import { archiveDossier as archive, AskArchives } from '#archive/actions/archive_dossiers'
import { PurgeDossiers } from '#archive/actions/purge_dossiers'
import { PurgeIdentity } from '#archive/actions/purge_identity'
import { SweepFiles } from '#archive/actions/sweep_files'
import { WarnDrafts } from '#archive/actions/warn_drafts'
import { forgetAbsent } from '#dossiers/presence'
import { SweepExports } from '#reporting/exports/actions/withdraw_export'
import { keepVocabulary } from '#notifications/words'
import { communeById, communeIds } from '#tenancy/commune'
import { withCommune } from '#tenancy/scope'

/** Every night, commune by commune: warns of what will go, archives it, destroys what has had its time. */
export async function keepTime() {
  for (const communeId of await communeIds()) {
    const [drafts, closed] = [new PurgeDossiers('draft'), new PurgeDossiers('closed')]
    await withCommune(communeId, forgetAbsent)
    await withCommune(communeId, () => new SweepExports().handle())
    await untilNone(communeId, () => new WarnDrafts().handle())
    await untilNone(communeId, () => new AskArchives().ahead())
    await untilNone(communeId, () => drafts.handle())
    await untilNone(communeId, () => closed.handle())
    await keepVocabulary(communeId)
  }
}

async function untilNone(communeId: string, batch: () => Promise<number>) {
  while ((await withCommune(communeId, batch)) > 0);
}

export async function archiveDossier(payload: { dossierId: string; communeId: string }) {
  await archive(payload.dossierId, await communeById(payload.communeId))
}

export async function purgeIdentity(payload: { dossierId: string; communeId: string }) {
  await withCommune(payload.communeId, () => new PurgeIdentity().handle(payload.dossierId))
}

/** Every night, commune by commune: the bytes that no row names. */
export async function sweepFiles() {
  for (const communeId of await communeIds()) await new SweepFiles(communeId).handle()
}

/** What a purge left on the disk. Tried again until all of it is gone: one that is gone already is no error. */
export async function removeFiles({ keys }: { keys: string[] }) {
  for (const key of keys) await drive.use().delete(key)
}
