import { Webhook } from '#dossiers/webhook'
import { faultOf } from '#shared/outside'
import { differences, recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'

interface Settings {
  name: string
  url: string
  withAnswers: boolean
  active: boolean
}

type Outcome =
  { type: 'saved'; webhook: Webhook } | { type: 'refused'; field: string; reason: string }

interface Actor {
  id: string
  name: string
}

const NAMES = { url: 'Adresse', withAnswers: 'Réponses transmises', active: 'Active' }

/** Names a program that workflows may call, or changes how it is called. Its name stays. */
export class SaveWebhook {
  async handle(webhook: Webhook | null, wanted: Settings, actor: Actor): Promise<Outcome> {
    const fault = faultOf(wanted.url)
    if (fault) return { type: 'refused', field: 'url', reason: fault }
    if (!webhook) {
      const [taken] = await sql('select id from webhooks where name = ?', [wanted.name])
      if (taken) return { type: 'refused', field: 'name', reason: 'taken' }
    }

    const saved = webhook ?? new Webhook()
    const { url, withAnswers, active } = saved
    const before = webhook ? { url, withAnswers, active } : {}
    if (!webhook) saved.renewSecret()
    await saved.merge(wanted).save()
    const details = differences(NAMES, before, { ...wanted })
    if (details.length > 0) {
      await record(saved, webhook ? 'Liaison modifiée' : 'Liaison créée', actor, details)
    }
    return { type: 'saved', webhook: saved }
  }

  async renew(webhook: Webhook, actor: Actor) {
    webhook.renewSecret()
    await webhook.save()
    await record(webhook, 'Secret de liaison renouvelé', actor)
  }
}

function record(
  { id, name }: Webhook,
  label: string,
  actor: Actor,
  details: ReturnType<typeof differences> = []
) {
  return recordChange(
    { subject: 'webhook', subjectId: id, subjectLabel: name, label, details },
    actor
  )
}
