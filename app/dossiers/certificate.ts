import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { compose } from '@adonisjs/core/helpers'
import { CertificateSchema } from '#database/schema'
import { CommuneModel } from '#tenancy/commune_model'
import type { Writes } from '#tenancy/writes'
import type Dossier from '#dossiers/dossier'
import { runAfter } from '#dossiers/promised_mails'
import { ALPHABET } from '#dossiers/references'
import type { Entry } from '#workflow/main'

/** What was printed on a certificate, kept to tell whether a paper is true. */
export interface Printed {
  title: string
  /** To whom. */
  name: string
  reference: string
  demarche: string
  paragraphs: string[]
}

/** The step that a certificate attests. */
export interface Decision {
  label: string
  at: string
  /** What was typed in it, as far as the usager may read it. */
  said: Record<string, string>
}

/** A paper that a step of the workflow made, which anyone who holds it may check. */
export class Certificate extends compose(CertificateSchema, CommuneModel) {
  static override table = 'certificates'

  declare decision: Decision
  declare content: Printed | null
}

/**
 * Promises a certificate, among the writes of its step: the worker makes it, and not while the step may be taken back.
 * The key of the table is what makes it once, whatever is tried again.
 */
export function addCertificate(writes: Writes, dossier: Dossier, template: string, entry: Entry) {
  const id = uuidv7()
  const said = Object.fromEntries(
    entry.publicKeys.flatMap((key) => {
      const value = entry.data[key]
      return typeof value === 'string' ? [[key, value]] : []
    })
  )
  const decision: Decision = { label: entry.label, at: entry.at, said }
  writes.add(
    `insert into certificates (commune_id, id, dossier_id, revision, template, code, decision)
     values (current_setting('app.commune_id')::uuid, ?, ?, ?, ?, ?, ?::jsonb)`,
    [id, dossier.id, dossier.revision, template, newCode(), JSON.stringify(decision)]
  )
  writes.call(
    `enqueue_job('make_certificate', jsonb_build_object('certificateId', ?::text), ?::timestamptz, 'make_certificate:' || ?::text)`,
    [id, runAfter(writes), id]
  )
}

/** `K7M4-QX3R-…`: 72 bits, written so that they can be typed. Whoever guesses one is stopped long before. */
function newCode(): string {
  const letters = Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return letters.match(/.{4}/g)!.join('-')
}

/** A code as people type it, in the shape in which it is kept. */
export function readCode(typed: unknown): string | null {
  if (typeof typed !== 'string') return null
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return letters.length === 16 ? letters.match(/.{4}/g)!.join('-') : null
}
