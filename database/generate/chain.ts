import { hash } from 'node:crypto'
import type { Line } from './stories.js'

/**
 * What a line of the journal says, as `journal_content` of the database has it, but for what differs from
 * dossier to dossier: a chain of a million lines is then computed here, and holds there.
 */
export class Content {
  readonly #middle: string
  readonly #signed: string
  readonly #numbered: string
  readonly #end: string

  constructor(line: Line, communeId: string) {
    const { to, from, publicKeys, actor, type, label, service } = line
    const [due, action] = [line.due ?? null, line.action ?? null]
    this.#middle = `", "to": ${text(to)}, "due": ${text(due)}, "data": ${text(line.data)}, "from": ${text(from)}, "keys": ${text(publicKeys)}, "name": `
    this.#signed = `, "role": ${text(actor.role)}, "type": ${text(type)}, "actor": ${text(actor.id ?? null)}, "label": ${text(label)}, "action": ${text(action)}, "number": `
    this.#numbered = `, "public": ${line.public}, "commune": "${communeId}", "dossier": "`
    this.#end = `", "service": ${text(service)}}`
  }

  of(id: string, dossierId: string, number: number, name: string, at: number): string {
    const moment = `${new Date(at).toISOString().slice(0, -1)}000Z`
    return `{"at": "${moment}", "id": "${id}${this.#middle}${text(name)}${this.#signed}${number}${this.#numbered}${dossierId}${this.#end}`
  }
}

/** @param before of the line before, in hexadecimal; '' of the first */
export function hashAfter(before: string, content: string): string {
  return hash(
    'sha256',
    before ? Buffer.concat([Buffer.from(before, 'hex'), Buffer.from(content)]) : content
  )
}

/** A value as PostgreSQL writes jsonb: shorter keys first, a blank after each comma and colon. */
function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const pairs = Object.entries(value).filter(([, one]) => one !== undefined)
  pairs.sort(([a], [b]) => Buffer.byteLength(a) - Buffer.byteLength(b) || (a < b ? -1 : 1))
  return `{${pairs.map(([key, one]) => `${JSON.stringify(key)}: ${text(one)}`).join(', ')}}`
}
