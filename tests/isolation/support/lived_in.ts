import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import app from '@adonisjs/core/services/app'
import { dataRoot } from '#database/server'
import drive from '@adonisjs/drive/services/main'
import Archive from '#archive/archive'
import { PurgeDossiers } from '#archive/actions/purge_dossiers'
import { SendCode } from '#desks/service/actions/open_bureau'
import Service from '#identity/service'
import { giveFeedback } from '#dossiers/feedback'
import { comeIn } from '#dossiers/presence'
import Dossier from '#dossiers/dossier'
import { DateTime } from 'luxon'
import { Certificate } from '#dossiers/certificate'
import { Webhook } from '#dossiers/webhook'
import { SendMessage } from '#dossiers/actions/send_message'
import { BeginBatch } from '#dossiers/actions/run_batch'
import { AssignDossier } from '#dossiers/actions/assign_dossier'
import { AddNote } from '#dossiers/actions/add_note'
import Piece from '#documents/piece'
import { StorePicture } from '#documents/actions/store_picture'
import { StorePiece } from '#documents/actions/store_piece'
import Account from '#identity/account'
import { gatherWords } from '#dossiers/vocabulary'
import { ListQuestions } from '#reporting/actions/list_questions'
import { SaveView } from '#reporting/actions/save_view'
import { invite } from '#identity/invitations'
import type { NewLien } from '#identity/liens'
import { addUp, CountFacts } from '#reporting/actions/keep_figures'
import { issueLien } from '#tests/support/liens'
import Demarche from '#catalogue/demarche'
import { List } from '#catalogue/lists'
import { EditDraft } from '#catalogue/actions/edit_draft'
import { CreateWorkflow } from '#catalogue/actions/create_workflow'
import { EditWorkflow } from '#catalogue/actions/edit_workflow'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { PublishWorkflow } from '#catalogue/actions/publish_workflow'
import { openVersion } from '#catalogue/versions'
import { blankPage } from '#forms/builder/blank'
import { recordChange } from '#tenancy/changes'
import { sql, withCommune } from '#tenancy/scope'
import type { Answers } from '#forms/main'
import { avisPuisDecision } from '#workflow/library/avis_puis_decision'
import { blankState } from '#workflow/editor/blank'
import { guichetUnique } from '#workflow/main'
import { PNG } from '#tests/functional/usager/support'
import { act, aDraft, aSubmittedDossier, aTransferredDossier } from '#tests/support/dossiers'
import { banLine, importLines } from '#tests/support/addresses'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'

/** A dossier, and everything by which somebody could ask for it. */
export interface Reachable {
  id: string
  pieceId: string
  tokens: Record<'draft' | 'follow' | 'data' | 'service' | 'opinion', string>
}

export interface LivedIn extends TestCommune {
  draft: Reachable
  submitted: Reachable
  transferred: Reachable
  /** One on which the opinion of a service is awaited. */
  consulted: Reachable
  /** What an agent did to many dossiers at once. */
  batch: string
  /** What a superviseur gave to another service. */
  givenBatch: string
  /** Code of a certificate. */
  certificate: string
  /** Slug of a démarche that no other commune has. */
  ownSlug: string
  /** What stands after `/d/` on its poster. */
  ownShort: string
  /** Slug of a workflow that no other commune has. */
  ownWorkflow: string
  /** Token of an invitation, and the id of the commune's logo. */
  invitation: string
  listId: string
  webhookId: string
  pictureId: string
  exportId: string
  /** Of lists that were taken out at these desks. */
  listExports: Record<'accueil' | 'superviseur', string>
  /** Name of the script of a form that no other commune has. */
  ownScript: string
  /** Of someone who follows the report that the submitted dossier is. */
  watchToken: string
  /** A word that is in every answer, name, address, file and note of this commune, and nowhere else. */
  mark: string
  /** A list that an agent keeps for itself. */
  viewId: string
}

let made = 0

/** A commune where something has happened: a row of its own in every table of communes. */
export async function aLivedInCommune(): Promise<LivedIn> {
  const commune = await aCommune()
  const mark = `secret${String.fromCharCode(97 + made++)}marque`
  const answers = {
    demande: { objet: `Objet ${mark}`, precision: `Précision ${mark}` },
    contact: { nom: `Nom ${mark}`, courriel: `${mark}@exemple.fr` },
  }
  const ids = {
    draft: await aDraft(commune, answers),
    submitted: await aSubmittedDossier(commune, answers),
    transferred: (await aTransferredDossier(commune, answers)).id,
    consulted: await aConsultedDossier(commune, answers),
  }
  await importLines(commune.id, [banLine({ nom_voie: `Rue ${mark}` })])
  const own = await aDemarcheOfItsOwn(commune, mark)
  await aMessage(commune, ids.submitted, mark)
  const watchToken = await aWatchedReport(commune, ids.submitted, mark)
  const settled = await settle(commune, mark)
  const ownWorkflow = await aWorkflowOfItsOwn(commune, own.ownSlug, mark)
  const lived = {
    ...commune,
    ...settled,
    ...own,
    ownWorkflow,
    mark,
    batch: await aBatch(commune, ids.submitted, mark, 'accueil'),
    givenBatch: await aBatch(commune, ids.transferred, mark, 'superviseur'),
    certificate: await aCertificate(commune, ids.submitted, mark),
    watchToken,
    viewId: await aSavedView(commune, mark),
    draft: await reachable(commune, ids.draft, mark),
    submitted: await reachable(commune, ids.submitted, mark),
    transferred: await reachable(commune, ids.transferred, mark),
    consulted: await reachable(commune, ids.consulted, mark),
  }
  await withCommune(commune.id, async () => {
    const reader = { role: 'accueil' as const, id: commune.accounts.admin.id, label: mark }
    await comeIn(lived.submitted.id, reader, await Dossier.findOrFail(lived.submitted.id))
    const accountId = commune.accounts.accueil.id
    await new AssignDossier().handle({ dossierIds: [lived.submitted.id], accountId, by: reader })
  })
  await withCommune(commune.id, () => giveFeedback(lived.submitted.id, 4, mark))
  await withCommune(commune.id, async () => {
    const service = await Service.findOrFail(commune.services.voirie)
    await new SendCode().handle(service, mark)
  })
  await withCommune(commune.id, async () => {
    await new CountFacts().handle()
    await addUp('month', DateTime.now().toFormat('yyyy-MM-01'))
    await addUp('day', DateTime.now().toISODate())
  })
  await anArchive(commune, lived.submitted.id, mark)
  await aDestruction(commune, mark)
  return lived
}

async function reachable(commune: TestCommune, id: string, mark: string): Promise<Reachable> {
  const tmpPath = join(dataRoot(app), `${uuidv7()}.txt`)
  await writeFile(tmpPath, `Contenu ${mark}`)
  return withCommune(commune.id, async () => {
    const stored = await new StorePiece().handle({
      dossierId: id,
      file: { tmpPath, clientName: `${mark}.txt` },
      addedBy: 'accueil',
      authorLabel: `Agent ${mark}`,
      maxSize: 1000,
    })
    if (stored.type !== 'stored') throw new Error(stored.type)
    const dossier = await Dossier.findOrFail(id)
    await new AddNote().handle(dossier, `Note ${mark}`, { role: 'accueil', label: `Agent ${mark}` })
    const token = async (lien: Omit<NewLien, 'dossierId' | 'madeFor'>) =>
      (await issueLien({ ...lien, dossierId: id, madeFor: `${mark}@exemple.fr` })).token
    const tokens = {
      draft: await token({ purpose: 'draft' }),
      follow: await token({ purpose: 'follow' }),
      data: await token({ purpose: 'data' }),
      service: await token({ purpose: 'service', serviceId: commune.services.voirie }),
      opinion: await token({ purpose: 'opinion', serviceId: commune.services.voirie }),
    }
    return { id, pieceId: stored.piece.id, tokens }
  })
}

async function aBatch(
  commune: TestCommune,
  dossierId: string,
  mark: string,
  role: 'accueil' | 'superviseur'
) {
  const author = { role, id: commune.accounts[role].id, label: mark }
  const dossiers = [{ id: dossierId, revision: 0 }]
  const begin = {
    author,
    action: role === 'accueil' ? 'accepter' : 'confier',
    label: mark,
    input: {},
    dossiers,
  }
  return withCommune(commune.id, async () => (await new BeginBatch().handle(begin)).id)
}

/** A list that is kept, and sorted by an answer. */
async function aSavedView(commune: TestCommune, mark: string) {
  return withCommune(commune.id, async () => {
    await new ListQuestions().handle(commune.demarche.id, ['demande.objet'])
    await gatherWords()
    const account = await Account.findOrFail(commune.accounts.accueil.id)
    const wanted = { name: `Vue ${mark}`, shared: true, opening: true }
    const outcome = await new SaveView().handle(account, 'accueil', `?q=${mark}`, wanted)
    return outcome.type === 'saved' ? outcome.view.id : ''
  })
}

async function aMessage(commune: TestCommune, dossierId: string, mark: string) {
  const tmpPath = join(dataRoot(app), `${uuidv7()}.txt`)
  await writeFile(tmpPath, `Joint ${mark}`)
  const files = [{ tmpPath, clientName: `joint-${mark}.txt` }]
  const actor = { role: 'usager' as const, label: mark }
  const message = { dossierId, text: `Message ${mark}`, files, actor }
  const sent = await withCommune(commune.id, () => new SendMessage().handle(message))
  if (sent.type !== 'sent') throw new Error(sent.type)
}

async function aCertificate(commune: TestCommune, dossierId: string, mark: string) {
  const code = `${commune.host.replace(/\D/g, '').slice(-4).padStart(4, '3')}-AAAA-CCCC-DDDD`
  const content = { title: `Récépissé ${mark}`, name: mark, reference: mark, demarche: mark }
  await withCommune(commune.id, async () => {
    const [piece] = await Piece.of(dossierId)
    await Certificate.create({
      dossierId,
      pieceId: piece!.id,
      revision: 1,
      template: 'recepisse',
      code,
      number: '2026-0001',
      decision: JSON.stringify({ label: mark, at: '2026-03-02T09:00:00Z', said: {} }) as never,
      content: JSON.stringify({ ...content, paragraphs: [mark] }) as never,
      issuedAt: DateTime.now(),
    })
  })
  return code
}

/** A package for the superviseur to download. */
async function anArchive(commune: TestCommune, dossierId: string, mark: string) {
  const diskKey = `${commune.id}/${dossierId}/archive.zip`
  await drive.use().put(diskKey, mark)
  await withCommune(commune.id, () =>
    Archive.create({
      dossierId,
      diskKey,
      name: `${mark}.zip`,
      size: mark.length,
      digest: Buffer.from(mark),
      files: 1,
      lines: 1,
      journalHash: Buffer.from(mark),
      madeBy: mark,
    })
  )
}

/** A draft that was left long ago and is destroyed by now. */
async function aDestruction(commune: TestCommune, mark: string) {
  const id = await aDraft(commune, { demande: { objet: mark } })
  await withCommune(commune.id, async () => {
    await sql(`update dossiers set updated_at = now() - interval '31 days' where id = ?`, [id])
    await new PurgeDossiers('draft').handle()
  })
}

/** The submitted dossier as a report, and somebody who follows it. */
async function aWatchedReport(commune: TestCommune, dossierId: string, mark: string) {
  const token = `jeton-${mark}`
  await withCommune(commune.id, async () => {
    await sql(
      `insert into reports (commune_id, id, demarche_id, lat, lon, kind, street, open, reported_at)
       select commune_id, id, demarche_id, 43.5, 5.4, ?, ?, true, now() from dossiers where id = ?`,
      [`Problème ${mark}`, `Rue ${mark}`, dossierId]
    )
    await sql(
      `insert into watchers (commune_id, id, report_id, email, token_hash, confirmed_at)
       values (current_setting('app.commune_id')::uuid, ?, ?, ?, sha256(convert_to(?, 'utf8')), now())`,
      [uuidv7(), dossierId, `${mark}@exemple.fr`, token]
    )
  })
  return token
}

/** Of a démarche that asks services for their opinion before it decides. */
async function aConsultedDossier(commune: TestCommune, answers: Answers): Promise<string> {
  const versionId = await withCommune(commune.id, async () => {
    const demarche = await Demarche.create({ slug: 'avec-avis', title: 'Demande avec avis' })
    const workflow = avisPuisDecision
    const outcome = await new PublishDemarche().handle({ demarche, document: SMALL_FORM, workflow })
    return outcome.type === 'published' ? outcome.version.id : ''
  })
  const demarche = { ...commune.demarche, versionId }
  const id = await aSubmittedDossier({ ...commune, demarche }, answers)
  const services = [commune.services.voirie]
  await act(commune, id, 'demander_avis', { services, question: 'Un avis ?' })
  return id
}

/** What an administrator sets up, with the commune's mark in it. */
async function settle(commune: TestCommune, mark: string) {
  const tmpPath = join(dataRoot(app), `${uuidv7()}.png`)
  await writeFile(tmpPath, PNG)
  const { id: demarcheId } = commune.demarche
  return withCommune(commune.id, async () => {
    const row = (table: string, columns: string, values: unknown[]) =>
      sql(
        `insert into ${table} (commune_id, id, ${columns})
         values (current_setting('app.commune_id')::uuid, ?, ${values.map(() => '?').join(', ')})`,
        [uuidv7(), ...values]
      )
    await row('demarche_slugs', 'demarche_id, slug', [demarcheId, `${mark}-avant`])
    const list = await List.create({
      name: 'ecoles',
      title: `Écoles ${mark}`,
      options: JSON.stringify([{ const: mark, title: mark }]) as never,
    })
    await row('account_demarches', 'account_id, demarche_id', [
      commune.accounts.accueil.id,
      demarcheId,
    ])
    await row('category_icons', 'category, icon', [mark, 'bus'])
    await row('mail_texts', 'template, demarche_id, subject, body', [
      'usager-recue',
      demarcheId,
      mark,
      mark,
    ])
    const { voirie, urbanisme } = commune.services
    await sql('update demarches set service_id = ? where id = ?', [voirie, demarcheId])
    await sql('update services set replacement_id = ? where id = ?', [urbanisme, voirie])
    const subject = {
      subject: 'list' as const,
      subjectLabel: `Écoles ${mark}`,
      label: 'Liste créée',
    }
    await recordChange(subject, { id: commune.accounts.admin.id, name: `Agent ${mark}` })
    const picture = await new StorePicture().handle('logo', { tmpPath, clientName: 'logo.png' })
    if (picture.type !== 'stored') throw new Error(picture.type)
    const { token } = await invite(commune.accounts.superviseur.id)
    const webhook = new Webhook().merge({ name: mark, url: `https://${mark}.exemple.fr/` })
    webhook.renewSecret()
    await webhook.save()
    await sql(
      `insert into webhook_calls (commune_id, id, dossier_id, name, step)
       select commune_id, ?, id, ?, '{}' from dossiers limit 1`,
      [uuidv7(), mark]
    )
    const exportId = uuidv7()
    const exportKey = `${commune.id}/exports/${exportId}.zip`
    await drive.use().put(exportKey, `Export ${mark}`)
    await sql(
      `insert into exports (commune_id, id, asked_by, status, disk_key, size)
       values (current_setting('app.commune_id')::uuid, ?, ?, 'ready', ?, 10)`,
      [exportId, 'Administrateur', exportKey]
    )
    const aList = async (desk: 'accueil' | 'superviseur') => {
      const listExport = uuidv7()
      const key = `${commune.id}/listes/${listExport}.csv`
      await drive.use().put(key, `Liste ${mark}`)
      await sql(
        `insert into list_exports (commune_id, id, account_id, account_label, desk, format, address,
           label, state, disk_key, size, expires_at)
         select commune_id, ?, id, name, ?, 'csv', '/', ?, 'ready', ?, ?, now() + interval '1 day'
         from accounts where id = ?`,
        [listExport, desk, mark, key, `Liste ${mark}`.length, commune.accounts[desk].id]
      )
      return listExport
    }
    const listExports = {
      accueil: await aList('accueil'),
      superviseur: await aList('superviseur'),
    }
    return {
      listExports,
      webhookId: webhook.id,
      invitation: token,
      listId: list.id,
      pictureId: picture.picture.id,
      exportId,
    }
  })
}

async function aDemarcheOfItsOwn(commune: TestCommune, mark: string) {
  const slug = `${commune.host.split('.')[0]}-seulement`
  const document = { ...SMALL_FORM, title: `Formulaire ${mark}` }
  return withCommune(commune.id, async () => {
    const demarche = await Demarche.create({ slug, title: `Démarche ${mark}` })
    await new PublishDemarche().handle({ demarche, document, workflow: guichetUnique })
    await new EditDraft().handle({
      demarche,
      version: 0,
      by: `Admin ${mark}`,
      operation: { type: 'add', into: '', spec: blankPage(`Page ${mark}`) },
    })
    const { short, versionId } = await demarche.refresh()
    return { ownSlug: slug, ownShort: short, ownScript: (await openVersion(versionId!)).script }
  })
}

/** Published, taken by a démarche, and changed since. */
async function aWorkflowOfItsOwn(commune: TestCommune, demarche: string, mark: string) {
  const actor = { id: commune.accounts.admin.id, name: `Admin ${mark}` }
  return withCommune(commune.id, async () => {
    const label = `Circuit ${commune.host.split('.')[0]}`
    const copy = { label, definition: guichetUnique, services: [], actor }
    const { slug } = await new CreateWorkflow().handle(copy)
    await sql('update demarches set workflow_id = ? where slug = ?', [slug, demarche])
    const published = await new PublishWorkflow().handle({ slug, version: 1, services: [], actor })
    if (published.type !== 'published') throw new Error(published.type)
    await new EditWorkflow().handle({
      slug,
      version: 2,
      by: actor.name,
      services: [],
      operation: { type: 'add', part: 'states', value: blankState(`État ${mark}`) },
    })
    return slug
  })
}
