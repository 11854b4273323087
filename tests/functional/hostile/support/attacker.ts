import { Buffer } from 'node:buffer'
import { PNG } from '../../usager/support.js'
import type { Attack } from './send.js'
import { FILE_NAMES, FORGERIES, NAMES, PATHS, TWISTS, VALUES } from './words.js'

/** Where a form of a real page leads, and the names of its fields. */
export interface Target {
  path: string
  fields: string[]
  /** What is sent rightly, so that the rest is looked at. */
  right?: [string, string][]
}

/** Writes hostile requests; the same ones, in the same order, under the same seed. */
export class Attacker {
  #state: number
  #fields: string[] = []
  #right: [string, string][] = []

  /** @param words texts that mean something to the pages that are attacked, besides those that always do */
  constructor(
    seed: number,
    readonly words: string[] = []
  ) {
    this.#state = seed
  }

  /** A hostile body for this form. */
  body({ fields, right = [] }: Target): Attack {
    this.#right = right
    this.#fields = fields.length > 0 ? fields : NAMES
    const kind = this.pick(['form', 'form', 'form', 'parts', 'parts', 'parts', 'json', 'broken'])
    if (kind === 'form') return this.#urlEncoded()
    if (kind === 'parts') return this.#multipart()
    return kind === 'json' ? this.#json() : this.#broken()
  }

  /** The path as it is, most often; or with another id or token in it, or written as nobody would. */
  path({ path }: Target): string {
    if (!this.#chance(12)) return path
    const parts = path.split('/')
    const at = 1 + this.#number(parts.length - 1)
    const trick = this.pick<(part: string) => string>(PATHS)
    return parts.map((part, place) => (place === at ? trick(part) : part)).join('/')
  }

  /** The headers as they are, most often; or with a token or a session that nobody gave. */
  headers(headers: Record<string, string>): Record<string, string> {
    if (!this.#chance(15)) return headers
    const name = this.pick(['x-csrf-token', 'cookie'])
    return {
      ...headers,
      [name]: this.pick<(value: string) => string>(FORGERIES)(headers[name] ?? ''),
    }
  }

  pick<T>(list: readonly T[]): T {
    return list[this.#number(list.length)]!
  }

  #pairs(): [string, string][] {
    const count = 1 + this.#number(12)
    const pairs = Array.from({ length: count }, (): [string, string] => [
      this.#name(),
      this.#value(),
    ])
    // The same field twice, and then some.
    if (this.#chance(4)) pairs.push(...Array.from({ length: 5 }, () => pairs[0]!))
    return pairs
  }

  #name(): string {
    if (this.#chance(3)) return this.pick(NAMES)
    const name = this.pick(this.#fields)
    return this.#chance(3) ? this.pick(TWISTS)(name) : name
  }

  #value(): string {
    if (!this.#chance(4)) return this.pick([...VALUES, ...this.words])
    const codes = Array.from({ length: this.#number(40) }, () => this.#number(0x10000))
    return String.fromCharCode(...codes)
  }

  #urlEncoded(): Attack {
    const right = new URLSearchParams(this.#right).toString()
    const text = this.#pairs().map(
      ([name, value]) => `${this.#escape(name)}=${this.#escape(value)}`
    )
    const type = this.pick([
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=utf-8',
      'application/x-www-form-urlencoded; charset=iso-8859-1',
      'application/x-www-form-urlencoded; charset=utf-16le',
      'application/x-www-form-urlencoded; charset=klingon',
    ])
    const typed = text.join(this.pick(['&', '&', '&', '&&', ';']))
    return { type, body: Buffer.from(`${right}&${typed}`, 'latin1') }
  }

  /** As a browser escapes it, or with what no browser sends: half bytes, lone surrogates, raw bytes. */
  #escape(text: string): string {
    if (this.#chance(8)) return text.replaceAll('&', '')
    if (this.#chance(8)) return `${encodeURIComponent(text.toWellFormed())}%ED%A0%80%`
    return encodeURIComponent(text.toWellFormed())
  }

  #multipart(): Attack {
    const boundary = this.pick(['----x', 'b'.repeat(70), "'()+_,-./:=?"])
    const right = this.#right.map(([name, value]) =>
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
      )
    )
    const parts = this.#pairs().map(([name, value]) => this.#part(boundary, name, value))
    const end = this.pick([
      `--${boundary}--\r\n`,
      `--${boundary}--\r\n`,
      `--${boundary}--`,
      '',
      '--',
    ])
    const type = this.pick([
      `multipart/form-data; boundary="${boundary}"`,
      `multipart/form-data; boundary="${boundary}"`,
      `multipart/form-data; boundary="${boundary}"`,
      `multipart/form-data; boundary="${boundary}"`,
      'multipart/form-data',
      'multipart/form-data; boundary=other',
      `multipart/mixed; boundary="${boundary}"`,
    ])
    return { type, body: Buffer.concat([...right, ...parts, Buffer.from(end)]) }
  }

  #part(boundary: string, name: string, value: string): Buffer {
    const isFile = this.#chance(2)
    const file = isFile ? `; filename="${this.pick(FILE_NAMES)}"` : ''
    const disposition = this.pick([
      `Content-Disposition: form-data; name="${name}"${file}`,
      `Content-Disposition: form-data; name="${name}"${file}`,
      `Content-Disposition: form-data; name="${name}"${file}`,
      `Content-Disposition: form-data; name="${name}"; name="f[essai][file][]"${file}`,
      `Content-Disposition: form-data${file}`,
      `Content-Disposition: attachment; name=${name}${file}`,
      `X-Nothing: ${name}`,
    ])
    const type = this.pick([
      '',
      '',
      '\r\nContent-Type: image/png',
      '\r\nContent-Type: multipart/mixed; boundary=inner',
      '\r\nContent-Type: text/plain; charset=utf-16',
      '\r\nContent-Transfer-Encoding: base64',
    ])
    const head = Buffer.from(`--${boundary}\r\n${disposition}${type}\r\n\r\n`)
    const bytes = this.pick([
      Buffer.from(value),
      Buffer.from(value, 'utf16le'),
      PNG,
      PNG,
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('89504e470d0a1a0a0000', 'hex'),
      Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    ])
    return Buffer.concat([head, bytes, Buffer.from(this.pick(['\r\n', '\r\n', '\r\n', '\n', '']))])
  }

  #json(): Attack {
    const text = this.pick([
      () => JSON.stringify(Object.fromEntries(this.#pairs())),
      () => JSON.stringify({ f: { [this.#page()]: this.#bag() } }),
      () =>
        `{"f":{"${this.#page()}":${JSON.stringify(this.#bag())},"__proto__":{"polluted":1}},"__proto__":{"polluted":1}}`,
      () =>
        `{"f":{"essai":{"number":1e999,"amount":-0,"choices":[[[["x"]]]],"place":{"label":{}}}}}`,
      () => JSON.stringify(this.#pairs()),
      () => `{"f":${'{"a":'.repeat(2000)}1${'}'.repeat(2001)}`,
      () => '[',
      () => 'null',
      () => '"\\ud800"',
    ])()
    const type = this.pick([
      'application/json',
      'application/json',
      'application/json; charset=utf-16',
    ])
    return { type, body: Buffer.from(text) }
  }

  #page(): string {
    return this.#fields[0]?.split(/[[\]]+/)[1] || 'essai'
  }

  /** Where a text is awaited, anything that JSON has; and the other way round. */
  #bag(): Record<string, unknown> {
    const keys = this.#fields.map((name) => name.split(/[[\]]+/)[2] || name)
    const anything = () =>
      this.pick<unknown>([
        null,
        true,
        0,
        -0,
        1e308,
        2 ** 53,
        [],
        {},
        [[]],
        [null, 'a', {}],
        { label: ['a'], street: { a: 1 }, 0: 'x', length: 5 },
        { toString: 'x', valueOf: 1, then: 'x' },
        this.#value().toWellFormed(),
      ])
    const count = 1 + this.#number(8)
    return Object.fromEntries(Array.from({ length: count }, () => [this.pick(keys), anything()]))
  }

  #broken(): Attack {
    const { body } = this.pick([
      () => this.#urlEncoded(),
      () => this.#multipart(),
      () => this.#json(),
    ])()
    const type = this.pick([
      undefined,
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=',
      'application/x-www-form-urlencoded, application/json',
      'application/json',
      'application/x-www-form-urlencoded',
    ])
    return { type, body: this.#chance(2) ? body : body.subarray(0, this.#number(body.length + 1)) }
  }

  #chance(oneIn: number): boolean {
    return this.#number(oneIn) === 0
  }

  // mulberry32
  #number(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return below === 0 ? 0 : ((t ^ (t >>> 14)) >>> 0) % below
  }
}
