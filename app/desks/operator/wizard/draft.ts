import { v7 as uuidv7 } from 'uuid'
import { sql } from '#tenancy/scope'

/** What an operator has said of the commune that they are making; each page adds its part. */
export interface Answers {
  town?: {
    country: 'FR' | 'BE'
    name: string
    /** INSEE or NIS. */
    code: string
    /** « 80 · 80100 », to tell communes of one name apart. */
    where: string
  }
  address?: {
    slug: string
    host: string
    /** A hostname of the commune's own, served once it is verified. */
    own: string | null
  }
  services?: {
    /** Where mails go of services that have no address of their own. */
    mailbox: string
    chosen: { name: string; email: string }[]
  }
  demarches?: string[]
  admin?: { name: string; email: string }
}

export interface Draft {
  id: string
  answers: Answers
  updatedAt: Date
}

const SELECT = `select id, answers, updated_at as "updatedAt" from commune_drafts`

export async function beginDraft(operatorId: string): Promise<string> {
  const id = uuidv7()
  await sql('insert into commune_drafts (id, operator_id) values (?, ?)', [id, operatorId])
  return id
}

/** Those of one operator that have a name yet, the last one first. */
export function draftsOf(operatorId: string): Promise<Draft[]> {
  return sql<Draft>(
    `${SELECT} where operator_id = ? and answers -> 'town' is not null
     order by updated_at desc limit 20`,
    [operatorId]
  )
}

/** Null where it is another operator's, or made already. */
export async function draftOf(operatorId: string, id: string): Promise<Draft | null> {
  const [draft] = await sql<Draft>(`${SELECT} where operator_id = ? and id = ?`, [operatorId, id])
  return draft ?? null
}

export async function saveDraft(id: string, answers: Answers) {
  await sql('update commune_drafts set answers = ?::jsonb, updated_at = now() where id = ?', [
    JSON.stringify(answers),
    id,
  ])
}

export async function removeDraft(id: string) {
  await sql('delete from commune_drafts where id = ?', [id])
}
