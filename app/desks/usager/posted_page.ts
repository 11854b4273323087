import type { HttpContext } from '@adonisjs/core/http'
import type { MultipartFile } from '@adonisjs/core/bodyparser'
import { t } from '#shared/translate'
import { StorePiece, type StoreOutcome } from '#documents/actions/store_piece'
import type Piece from '#documents/piece'
import type { FieldError, FileSettings, Form, QuestionInfo } from '#forms/main'
import { domId } from '#forms/paths'
import { formatters } from '#shared/formatters'
import { extensionsOf, kindsInWords } from './kinds.js'
import { onlyOwn } from './pieces.js'
import { settlePlaces } from '#addresses/settle_places'
import { isBag, postedPage, put, read } from '#shared/tidy'

type Request = HttpContext['request']

export interface PostedPage {
  answers: Record<string, unknown>
  /** Files that were refused. */
  errors: FieldError[]
}

/** The fields of one page as they were posted, from anyone. */
export function rawPage(request: Request, page: string): Record<string, unknown> {
  return postedPage(request.body().f, page)
}

/**
 * Reads what was posted of one page. Its files are stored, one by one, and stand in the answers by
 * the ids of their pieces.
 */
export async function readPage(
  request: Request,
  form: Form,
  dossierId: string,
  page: string,
  author: string
): Promise<PostedPage> {
  const raw = rawPage(request, page)
  const decoded = await settlePlaces(form, page, form.decode(page, raw))
  const answers = await onlyOwn(form, page, decoded, dossierId)
  const uploads = filesIn(read(request.allFiles().f, page), page)
  if (uploads.length === 0) return { answers, errors: [] }

  const errors: FieldError[] = []
  for (const { path, file } of uploads) {
    const question = form.question(path)
    if (!question?.settings || !file.tmpPath || !hasRow({ [page]: answers }, path)) continue
    const held = [read({ [page]: answers }, path) ?? []].flat() as string[]
    const stored = await storeFile(file, question, { dossierId, path, author, held })
    if ('piece' in stored) put(answers, path.split('.').slice(1), [...held, stored.piece.id])
    else errors.push(stored)
  }
  return { answers, errors: firstOfEach(errors) }
}

/** A file of a repeated group belongs to a row that was posted with it, or to none. */
function hasRow(answers: Record<string, unknown>, path: string): boolean {
  const row = /^.+\.\d+(?=\.)/.exec(path)?.[0]
  return row === undefined || isBag(read(answers, row))
}

interface Place {
  dossierId: string
  path: string
  author: string
  /** The pieces that the question holds already. */
  held: string[]
}

/** One file of a question, which has to be one with settings: its piece, or why it was refused. */
export async function storeFile(
  file: MultipartFile,
  question: QuestionInfo,
  { dossierId, path, author, held }: Place
): Promise<{ piece: Piece } | FieldError> {
  const settings = question.settings as unknown as FileSettings
  const refuse = (message: string) => ({
    path,
    id: domId(path),
    question: question.title,
    message,
  })
  if (held.length >= settings.maxCount) {
    return refuse(say('too_many', { question: question.title, count: settings.maxCount }))
  }
  const accept = extensionsOf(settings.accept)
  const outcome = await new StorePiece().handle({
    dossierId,
    question: path,
    file: { tmpPath: file.tmpPath!, clientName: file.clientName },
    addedBy: 'usager',
    authorLabel: author,
    maxSize: settings.maxSize,
    accept,
  })
  if (outcome.type === 'stored') return { piece: outcome.piece }
  return refuse(refused(outcome, question, settings))
}

function refused(
  outcome: Exclude<StoreOutcome, { type: 'stored' }>,
  question: QuestionInfo,
  { accept }: FileSettings
): string {
  const named = { name: outcome.name, question: question.title }
  switch (outcome.type) {
    case 'too-large':
      return say('too_large', { ...named, size: formatters.fileSize(outcome.maxSize) })
    case 'wrong-kind':
      return say('wrong_kind', {
        ...named,
        kinds: kindsInWords(accept),
      })
    case 'empty':
      return say('empty', named)
  }
}

function say(key: string, data: Record<string, unknown>): string {
  return t(`usager.file.${key}`, data)
}

/** `f[page][question][]` as the parser nests it: each file with the dotted path of its question. */
function filesIn(node: unknown, path: string): { path: string; file: MultipartFile }[] {
  if (isFile(node)) return [{ path, file: node }]
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, item]) =>
    filesIn(item, Array.isArray(node) && isFile(item) ? path : `${path}.${key}`)
  )
}

const isFile = (node: unknown): node is MultipartFile =>
  typeof node === 'object' && node !== null && (node as MultipartFile).isMultipartFile === true

/** A field shows one message; of several refused files, the first is named. */
function firstOfEach(errors: FieldError[]): FieldError[] {
  return errors.filter((error, at) => errors.findIndex((one) => one.path === error.path) === at)
}
