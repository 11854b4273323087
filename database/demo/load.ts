import { copyFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DateTime } from 'luxon'
import { v7 as uuidv7 } from 'uuid'
import { ImportAddresses } from '#addresses/actions/import_addresses'
import { readAddresses } from '#addresses/files/read_addresses'
import { addressTyped } from '#addresses/queries/known_addresses'
import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { chosenWorkflow } from '#catalogue/chosen_workflow'
import { readyDemarche } from '#catalogue/ready_demarches'
import { openVersion } from '#catalogue/versions'
import { StorePiece } from '#documents/actions/store_piece'
import { StorePicture } from '#documents/actions/store_picture'
import { ActOnDossier } from '#dossiers/actions/act_on_dossier'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { BeginDraft, SaveDraft } from '#dossiers/actions/save_draft'
import { SubmitDossier } from '#dossiers/actions/submit_dossier'
import Dossier from '#dossiers/dossier'
import Account from '#identity/account'
import { SaveOperator } from '#identity/actions/save_operator'
import Membership from '#identity/membership'
import Operator from '#identity/operator'
import Service from '#identity/service'
import { communeByHost } from '#tenancy/commune'
import { changeCommune } from '#tenancy/change_commune'
import { createCommune } from '#tenancy/create_commune'
import { DEMO_OPERATOR } from '#tenancy/demo_operator'
import { sql, withCommune, withConsole } from '#tenancy/scope'
import type { Answers } from '#forms/main'
import type { Actor } from '#workflow/main'
import { DEMO_COMMUNES, type DemoCommune, type DemoDemarche } from './communes.js'
import { type Fate, FATES, SERVICE, stepsIn } from './fates.js'
import { demoRequest, type Files } from './requests.js'
import { demoTreatment, makeWorkflow, originOf, refsOf, type Services } from './workflows.js'

const FILES = new URL('./files/', import.meta.url)
/** Street bases as France and Belgium publish theirs; their streets are made up. */
const ADDRESSES = new URL('./adresses/', import.meta.url)

/** Loads the communes of the demo, each whole or not at all, where they are not there yet. */
export async function loadDemo(): Promise<void> {
  await loadOperator()
  for (const commune of DEMO_COMMUNES) {
    const known = await communeByHost(commune.hosts[0]!)
    const id = known?.id ?? (await createCommune(commune))
    await withCommune(id, async () => {
      if (await Account.query().first()) return
      await importStreets(commune)
      const agents = await settle(commune)
      if (commune.photo) await hang(commune, commune.photo)
      for (let index = 0; index < commune.dossiers; index++) await play(commune, agents, index)
    })
  }
}

async function loadOperator() {
  const by = { id: null, name: 'Démonstration' }
  if (await withConsole(() => Operator.findBy('email', DEMO_OPERATOR.email))) return
  await new SaveOperator().handle(DEMO_OPERATOR, by)
}

async function importStreets({ slug, code }: DemoCommune) {
  const file = await readAddresses(fileURLToPath(new URL(`${slug}.csv`, ADDRESSES)))
  const outcome = await new ImportAddresses().handle({ file, codes: [code!] })
  if (outcome.type !== 'imported') throw new Error(`${slug}: ${outcome.type}`)
}

type Agents = Awaited<ReturnType<typeof settle>>

/** Accounts, services and démarches. */
async function settle(commune: DemoCommune) {
  let accueil: Actor | undefined
  let author = { id: '', name: '' }
  for (const { roles, ...account } of commune.accounts) {
    const { id, name } = await Account.create(account)
    await Membership.createMany(roles.map((role) => ({ accountId: id, role })))
    if (roles.includes('accueil')) accueil = { role: 'accueil', id, label: name }
    if (roles.includes('admin')) author = { id, name }
  }
  const services: Services = new Map()
  const host = `${commune.slug}.${commune.country === 'BE' ? 'be' : 'fr'}`
  for (const [position, { name, mailbox }] of commune.services.entries()) {
    const service = await Service.create({ name, position, email: `${mailbox}@${host}` })
    const actor = { role: 'service' as const, id: service.id, serviceId: service.id, label: name }
    services.set(name, actor)
    // The workflows of the library call for the signature of a « maire », whatever its name here.
    if (mailbox === 'maire') services.set('maire', actor)
  }
  for (const own of commune.workflows ?? []) await makeWorkflow(own, services, author)
  const versions = new Map<string, string>()
  for (const [position, demarche] of commune.demarches.entries()) {
    versions.set(demarche.slug, await publish(demarche, position, services))
  }
  return { accueil: accueil!, services, versions }
}

async function publish(wanted: DemoDemarche, position: number, services: Services) {
  const { slug } = wanted
  const ready = await readyDemarche(slug)
  const { routing, ...treatment } = demoTreatment(wanted, ready, services)
  const demarche = await Demarche.create({
    slug,
    title: wanted.title ?? ready.title,
    description: ready.description,
    category: ready.category,
    position,
    ...treatment,
    routing: JSON.stringify(routing) as never,
  })
  demarche.routing = routing
  const outcome = await new PublishDemarche().handle({
    demarche,
    document: ready.document,
    ...(await chosenWorkflow(demarche, refsOf(services))),
  })
  if (outcome.type !== 'published') throw new Error(`${slug}: ${JSON.stringify(outcome)}`)
  return outcome.version.id
}

/** The photo of the home page. */
async function hang(commune: DemoCommune, clientName: string) {
  const tmpPath = join(tmpdir(), `guichet-demo-${process.pid}-${clientName}`)
  await copyFile(new URL(clientName, FILES), tmpPath)
  const stored = await new StorePicture().handle('photo', { tmpPath, clientName })
  if (stored.type !== 'stored') throw new Error(`${clientName}: ${stored.type}`)
  const { name, branding = {}, contact = {} } = commune
  await changeCommune({ name, branding: { ...branding, photo: stored.picture.id }, contact })
}

/** One dossier and its fate, at the dates when it would have happened. */
async function play(commune: DemoCommune, agents: Agents, index: number) {
  const fate = FATES[index % FATES.length]!
  const age = { days: fate.age + (index >= FATES.length ? 32 : 0), hours: (index * 5) % 9 }
  let now: DateTime = DateTime.now().minus(age)
  const request = demoRequest(commune, index, now)
  await locate(request.answers, commune)
  const version = await openVersion(agents.versions.get(request.slug)!)

  const id = uuidv7({ msecs: now.toMillis() })
  const { channel } = fate
  await new BeginDraft().handle({ id, version, answers: {}, channel })
  const answers = fate.draft ? firstPages(request.answers) : request.answers
  if (!fate.draft) await attach(id, answers, request.files)
  await new SaveDraft().handle(await Dossier.findOrFail(id), version, answers)
  if (!fate.draft) {
    const usager: Actor = { role: 'usager', label: version.form.contact(answers).name ?? 'Usager' }
    const sent = await new SubmitDossier().handle(id, channel ? agents.accueil : usager, now)
    if (sent.type !== 'submitted') throw new Error(`${request.slug}: ${JSON.stringify(sent)}`)
    const origin = originOf(commune, version.workflow)
    const steps = stepsIn(origin, fate.steps)
    const named = origin === 'double-visa' ? 'maire' : request.service
    const service = agents.services.get(named) ?? [...agents.services.values()][0]!
    now = await unfold(id, steps, { ...agents, usager, service }, now)
  }
  await backdate(id, DateTime.now().minus(age), now)
}

/** As the form does: a place that was typed in full gets its id and its point from the base. */
async function locate({ lieu }: Answers, { country = 'FR' }: DemoCommune) {
  const place = lieu?.adresse as { label?: string } | undefined
  const known = place?.label && (await addressTyped(place.label, country))
  if (!known || known.lat === null) return
  Object.assign(place, { official: known.id, lat: known.lat, lon: known.lon })
}

interface Cast {
  accueil: Actor
  service: Actor
  usager: Actor
}

async function unfold(id: string, steps: Fate['steps'], cast: Cast, begun: DateTime) {
  let now: DateTime = begun
  for (const step of steps) {
    const later = now.plus({ days: step.days, hours: 1 })
    now = later < DateTime.now() ? later : DateTime.now()
    const dossier = await Dossier.findOrFail(id)
    if (step.by === 'usager') {
      await new CorrectDossier().handle(id, dossier.answers, cast.usager, now)
      continue
    }
    const input = {
      ...step.input,
      ...(step.input.service === SERVICE && { service: cast.service.id }),
    }
    const outcome = await new ActOnDossier().handle({
      dossierId: id,
      action: step.action,
      input,
      actor: cast[step.by],
      revision: dossier.revision,
      now,
    })
    if (outcome.type !== 'done') throw new Error(`${step.action}: ${JSON.stringify(outcome)}`)
  }
  return now
}

async function attach(dossierId: string, answers: Record<string, any>, files: Files) {
  for (const [question, names] of Object.entries(files)) {
    const [page, key] = question.split('.') as [string, string]
    for (const clientName of names) {
      const tmpPath = join(tmpdir(), `guichet-demo-${process.pid}-${clientName}`)
      await copyFile(new URL(clientName, FILES), tmpPath)
      const stored = await new StorePiece().handle({
        dossierId,
        question,
        file: { tmpPath, clientName },
        addedBy: 'usager',
        authorLabel: 'Usager',
        maxSize: 10_000_000,
      })
      if (stored.type !== 'stored') throw new Error(`${clientName}: ${stored.type}`)
      answers[page] = {
        ...answers[page],
        [key]: [...(answers[page]?.[key] ?? []), stored.piece.id],
      }
    }
  }
}

/** What somebody who stopped half-way has typed. */
function firstPages<T>(answers: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(answers).slice(0, 2))
}

/** Mails of the past are not sent again: only those of the last step reach the demo's mailbox. */
async function backdate(id: string, begun: DateTime, last: DateTime) {
  await sql(`update dossiers set created_at = ?, updated_at = ? where id = ?`, [
    begun.toJSDate(),
    last.toJSDate(),
    id,
  ])
  await sql(
    `update mails set status = 'sent', sent_at = ?, queued_at = ?, secret = null, attempts = 1
     where dossier_id = ? and id not in
       (select id from mails where dossier_id = ? order by id desc limit 2)`,
    [last.toJSDate(), last.toJSDate(), id, id]
  )
  await sql(`update mails set queued_at = ? where dossier_id = ? and status = 'queued'`, [
    last.toJSDate(),
    id,
  ])
}
