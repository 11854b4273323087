import { v7 as uuidv7 } from 'uuid'
import type Demarche from '#catalogue/demarche'
import { nameOf, type Wording, usualWording } from '#notifications/wording'
import { differences, recordChange } from '#tenancy/changes'
import { sql } from '#tenancy/scope'

const NAMES = { subject: 'Objet', body: 'Texte', after: 'Sous le bouton' }

interface Actor {
  id: string
  name: string
}

/** Keeps a commune's own words for a template: of all its démarches, or of one. */
export async function saveWording(
  template: string,
  demarche: Demarche | null,
  wording: Wording,
  actor: Actor
) {
  const before = await exactly(template, demarche)
  const details = differences(NAMES, { ...(before ?? usualWording(template)) }, { ...wording })
  await sql(
    `insert into mail_texts (commune_id, id, template, demarche_id, subject, body, after)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?)
     on conflict (commune_id, template, demarche_id)
       do update set subject = excluded.subject, body = excluded.body, after = excluded.after,
         updated_at = now()`,
    [uuidv7(), template, demarche?.id ?? null, wording.subject, wording.body, wording.after]
  )
  await record(template, demarche, 'Courriel modifié', actor, details)
}

/** Goes back to the words of the house or, for a démarche, to those of the commune. */
export async function restoreWording(template: string, demarche: Demarche | null, actor: Actor) {
  if (!(await exactly(template, demarche))) return
  await sql('delete from mail_texts where template = ? and demarche_id is not distinct from ?', [
    template,
    demarche?.id ?? null,
  ])
  await record(template, demarche, 'Courriel remis comme avant', actor)
}

async function exactly(template: string, demarche: Demarche | null): Promise<Wording | null> {
  const [row] = await sql<Wording>(
    `select subject, body, after from mail_texts
     where template = ? and demarche_id is not distinct from ?`,
    [template, demarche?.id ?? null]
  )
  return row ?? null
}

function record(
  template: string,
  demarche: Demarche | null,
  label: string,
  actor: Actor,
  details: ReturnType<typeof differences> = []
) {
  const name = nameOf(template)
  const subjectLabel = demarche ? `${name} (${demarche.title})` : name
  return recordChange({ subject: 'mail', subjectId: template, subjectLabel, label, details }, actor)
}
