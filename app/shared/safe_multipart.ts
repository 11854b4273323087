import type { IncomingMessage } from 'node:http'
import { unlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Exception } from '@adonisjs/core/exceptions'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import lodash from '@poppinss/utils/lodash'

/** Far over any honest form: rows go to 50, names to five levels. */
const MOST = 999
const DEEPEST = 12

/**
 * Whether a field's name asks for more than a form holds. The parser makes `x[4294967294]` an
 * array of that length and the request then copies it, which ends the process: one field of
 * one POST, before any token is checked.
 */
export function isVast(name: unknown): boolean {
  if (typeof name !== 'string') return false
  const path = lodash.toPath(name)
  return path.length > DEEPEST || path.some((key) => /^\d+$/.test(key) && Number(key) > MOST)
}

/** The framework looks for what handles a file field in a plain object, where `toString` is always found. */
function isTrap(name: unknown): boolean {
  return typeof name === 'string' && name.replace(/\[\d*\]/, '') in {}
}

interface Part {
  name: string | null
  file?: MultipartFile
  on(event: 'error', listener: (error: Error) => void): void
  resume(): void
}

/** What is read of the files of a request: settled when the last byte is written, or will not be. */
const reads = new WeakMap<IncomingMessage, Promise<Part>[]>()

/** Removes what a request left in the temporary folder; whoever keeps a file has copied it by now. */
export async function removeUploads(request: IncomingMessage): Promise<void> {
  for (const read of reads.get(request) ?? []) {
    const { file } = await read
    if (file?.tmpPath) await unlink(file.tmpPath).catch(() => undefined)
  }
}

/*
 * The parser of multipart bodies, without what ends the process or leaves a request for ever without
 * an answer: it has no setting for any of this, and all that it says comes through here.
 */
const { Form } = createRequire(import.meta.url)('@poppinss/multiparty')
const { parse, emit, _write: write } = Form.prototype

Form.prototype.parse = function (request: IncomingMessage, ...rest: unknown[]) {
  this.reads = []
  reads.set(request, this.reads)
  return parse.call(this, request, ...rest)
}

Form.prototype.emit = function (event: string, ...values: any[]) {
  if (event === 'field' && isVast(values[0])) return true
  if (event !== 'part') return emit.call(this, event, ...values)

  const part: Part = values[0]
  // Nobody listens to a part that is skipped, such as a file field that was left empty: where the
  // body breaks off there, its error would be nobody's, and end the process.
  part.on('error', () => {})
  if (isVast(part.name) || isTrap(part.name)) return (part.resume(), true)
  for (const listener of this.listeners('part')) this.reads.push(listened(this, listener, part))
  return true
}

/** An asynchronous listener that fails, fails the body that it reads and not the process. */
async function listened(form: any, listener: (part: Part) => unknown, part: Part): Promise<Part> {
  try {
    await listener.call(form, part)
  } catch (error) {
    form.emit('error', error)
  }
  return part
}

/** `filename*=utf-8''%ff` cannot be decoded, which is thrown where the socket is read. */
Form.prototype._write = function (...args: unknown[]) {
  try {
    return write.apply(this, args)
  } catch {
    const status = { status: 400, code: 'E_INVALID_MULTIPART_REQUEST' }
    this.handleError(new Exception('Invalid multipart request', status))
  }
}
