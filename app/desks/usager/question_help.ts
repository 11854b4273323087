import { randomUUID } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { kindOf } from '#documents/kinds'
import { TRY, type TypeHelp } from '#forms/help'
import type { FieldError, FileSettings, Pieces } from '#forms/main'
import { domId } from '#forms/paths'
import type { AnswerType } from '#forms/types/type'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { extensionsOf, kindsInWords } from './kinds.js'
import { read } from '#shared/tidy'

/** `short-text` as the texts call it. */
export const keyOf = (name: string) => name.replaceAll('-', '_')

const COMMON = ['title', 'description', 'x-show-if']
const ANSWERED = ['x-sensitive', 'x-message', 'x-autocomplete', 'x-prefill']

/** What the writer of a form may set: of this type, and of every question. */
export function settingsOf({ keywords = [], shape }: AnswerType) {
  const common = shape === 'none' ? COMMON : [...COMMON, ...ANSWERED]
  return {
    settings: keywords.map((key) => ({ key, text: t(`questions.settings.${key}`) })),
    common: common.map((key) => ({ key, text: t(`questions.common.${key}`) })),
  }
}

/** The files of a try: looked at as those of a dossier are, and not kept. */
export async function triedFiles({ request }: Pick<HttpContext, 'request'>, { form }: TypeHelp) {
  const path = `${TRY.page}.${TRY.question}`
  const question = form.question(path)
  const settings = question?.settings as FileSettings | undefined
  const given = [read(request.allFiles().f, path) ?? []].flat().slice(0, 20) as any[]
  const ids: string[] = []
  const pieces: Pieces = {}
  const refused: FieldError[] = []
  if (!settings) return { ids, pieces, refused }
  for (const { tmpPath, clientName, isMultipartFile } of given) {
    if (!isMultipartFile || !tmpPath) continue
    const { size } = await stat(tmpPath)
    const kind = size > 0 ? await kindOf(tmpPath, clientName) : null
    const named = { name: clientName, question: question!.title }
    const fits = kind && extensionsOf(settings.accept).includes(kind.extension)
    const message =
      size === 0
        ? t('usager.file.empty', named)
        : size > settings.maxSize
          ? t('usager.file.too_large', { ...named, size: formatters.fileSize(settings.maxSize) })
          : !fits && t('usager.file.wrong_kind', { ...named, kinds: kindsInWords(settings.accept) })
    if (message) refused.push({ path, id: domId(path), question: question!.title, message })
    else {
      const id = randomUUID()
      ids.push(id)
      pieces[id] = { id, name: clientName, size, type: kind!.type }
    }
  }
  return { ids, pieces, refused: refused.slice(0, 1) }
}
