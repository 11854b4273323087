import { readFile } from 'node:fs/promises'
import { DateTime } from 'luxon'
import { v7 as uuidv7 } from 'uuid'
import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import { openVersion } from '#catalogue/versions'
import { DEMO_COMMUNES } from '#database/demo/communes'
import { demoRequest } from '#database/demo/requests'
import { BeginDraft } from '#dossiers/actions/save_draft'
import Account from '#identity/account'
import { issueLien } from '#tests/support/liens'
import Membership from '#identity/membership'
import Service from '#identity/service'
import { createCommune } from '#tenancy/create_commune'
import { withCommune } from '#tenancy/scope'
import { guichetUnique } from '#workflow/main'

const LIBRARY = new URL('../../../app/catalogue/library/', import.meta.url)
const MODEL = DEMO_COMMUNES[0]!

export const AGENT = { email: 'agent@bench.example', password: 'une-phrase-pour-les-mesures' }

export interface Town {
  id: string
  host: string
}

/** A commune like those of the demo: their services, their démarches, an agent d’accueil. */
export async function aTown(slug: string): Promise<Town> {
  const host = `${slug}.bench.example`
  const { name, country, branding, contact } = MODEL
  const id = await createCommune({ slug, name, country, branding, contact, hosts: [host] })
  await withCommune(id, async () => {
    const { id: accountId } = await Account.create({ ...AGENT, name: 'Anne Accueil' })
    await Membership.create({ accountId, role: 'accueil' })
    for (const [position, service] of MODEL.services.entries()) {
      await Service.create({
        name: service.name,
        position,
        email: `${service.mailbox}@bench.example`,
      })
    }
    for (const { slug: ready } of MODEL.demarches.slice(0, 3)) await publish(ready)
  })
  return { id, host }
}

async function publish(slug: string) {
  const ready = JSON.parse(await readFile(new URL(`${slug}.json`, LIBRARY), 'utf8'))
  const { title, description, category, document } = ready
  const demarche = await Demarche.create({ slug, title, description, category })
  await new PublishDemarche().handle({ demarche, document, workflow: guichetUnique })
}

/** Drafts of a *signalement* that only wait to be sent, each by the token that leads back to it. */
export function completeDrafts(
  town: Town,
  count: number
): Promise<{ id: string; token: string }[]> {
  const { slug, answers } = aReport()
  return withCommune(town.id, async () => {
    const demarche = await Demarche.findByOrFail('slug', slug)
    const version = await openVersion(demarche.versionId!)
    const drafts: { id: string; token: string }[] = []
    for (let made = 0; made < count; made++) {
      const id = uuidv7()
      await new BeginDraft().handle({ id, version, answers })
      const madeFor = `usager${made}@bench.example`
      const { token } = await issueLien({ purpose: 'draft', dossierId: id, madeFor })
      drafts.push({ id, token })
    }
    return drafts
  })
}

/** What a usager of the demo reports, without a photo. */
function aReport() {
  for (let index = 0; ; index++) {
    const request = demoRequest(MODEL, index, DateTime.now())
    if (request.slug === 'signalement' && Object.keys(request.files).length === 0) return request
  }
}
