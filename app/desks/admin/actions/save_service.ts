import type { DateTime } from 'luxon'
import Service from '#identity/service'
import { formatters } from '#shared/formatters'
import { differences, recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'

export interface ServiceSettings {
  name: string
  email: string
  /** Besides the first: each gets a link of its own. */
  otherEmails: string[]
  active: boolean
  /** First and last day of an absence; without an end, until it is back. */
  absentFrom: DateTime | null
  absentUntil: DateTime | null
  replacementId: string | null
}

type Outcome =
  { type: 'saved'; service: Service } | { type: 'refused'; field: string; reason: string }

const NAMES = {
  name: 'Nom',
  emails: 'Adresses',
  active: 'Actif',
  from: 'Absent du',
  until: 'Absent jusqu’au',
  replacement: 'Remplaçant',
}

/** Makes a service or changes one. What it has in its charge stays so whatever becomes of it. */
export class SaveService {
  async handle(
    service: Service | null,
    wanted: ServiceSettings,
    actor: { id: string; name: string }
  ): Promise<Outcome> {
    const refused = await this.#refusal(service, wanted)
    if (refused) return { type: 'refused', ...refused }

    const before = service ? await inWords(service) : {}
    const saved = service ?? new Service()
    if (!service) wanted = { ...wanted, active: true }
    saved.merge(wanted)
    if (!service) saved.position = await nextPosition()
    await saved.save()
    const details = differences(NAMES, before, await inWords(saved))
    if (details.length > 0) {
      const label = service ? 'Service modifié' : 'Service créé'
      const subject = { subject: 'service' as const, subjectId: saved.id, subjectLabel: saved.name }
      await recordChange({ ...subject, label, details }, actor)
    }
    return { type: 'saved', service: saved }
  }

  async #refusal(service: Service | null, wanted: ServiceSettings) {
    const { absentFrom, absentUntil, replacementId } = wanted
    const wrong = wanted.otherEmails.find(
      (email) => !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(email)
    )
    if (wrong) return { field: 'other_emails', reason: 'wrong_email' }
    if (absentFrom?.isValid === false) return { field: 'absent_from', reason: 'wrong_day' }
    if (absentUntil?.isValid === false) return { field: 'absent_until', reason: 'wrong_day' }
    if (absentFrom && absentUntil && absentUntil < absentFrom) {
      return { field: 'absent_until', reason: 'order' }
    }
    if ((absentFrom || absentUntil) && !replacementId) {
      return { field: 'replacement', reason: 'no_replacement' }
    }
    const replacement = replacementId ? await Service.find(replacementId) : null
    if (replacementId && (!replacement?.active || replacementId === service?.id)) {
      return { field: 'replacement', reason: 'wrong_replacement' }
    }
    const [taken] = await sql('select id from services where name = ? and id is distinct from ?', [
      wanted.name,
      service?.id ?? null,
    ])
    return taken ? { field: 'name', reason: 'name_taken' } : null
  }
}

async function nextPosition(): Promise<number> {
  const [row] = await sql<{ next: number }>(
    'select coalesce(max(position), -1) + 1 as next from services'
  )
  return row!.next
}

async function inWords(service: Service): Promise<Record<string, unknown>> {
  const { name, emails, active, absentFrom, absentUntil, replacementId } = service
  const replacement = replacementId ? await Service.find(replacementId) : null
  return {
    name,
    emails,
    active,
    from: formatters.shortDate(absentFrom),
    until: formatters.shortDate(absentUntil),
    replacement: replacement?.name,
  }
}
