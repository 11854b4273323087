import type { Answers, Form, QuestionInfo } from '#forms/main'
import type Dossier from '#dossiers/dossier'
import { normalise } from '#dossiers/search_text'
import { sql } from '#tenancy/scope'
import type { Writes } from '#tenancy/writes'

/** What an answer is compared with: an option, yes or no, two bounds, or words that it holds. */
export type AnswerKind = 'choice' | 'yes-no' | 'number' | 'date' | 'text'

const FILES = ['file', 'photo', 'signature']

/** How a question sorts and filters; null for what was sent as files, or drawn. */
export function kindOf({ type, comparison }: QuestionInfo): AnswerKind | null {
  switch (comparison) {
    case 'boolean':
      return 'yes-no'
    case 'choice':
    case 'list':
      return 'choice'
    case 'number':
    case 'date':
      return comparison
    default:
      return FILES.includes(type) ? null : 'text'
  }
}

/** A row of `dossier_values` without its dossier. */
export interface ListedValue {
  question: string
  value: string
  words: string
}

/** Sorts after everything: what was not answered comes last. */
export const UNANSWERED = '\uffff'

const LONGEST_VALUE = 80
const LONGEST_WORDS = 2000

/** The name in `dossier_values` of the options that were chosen of a question. */
export const optionsOf = (path: string) => `${path}=`

/** What lists sort and filter a dossier by, for these questions of its form. */
export function listedValues(form: Form, answers: Answers, paths: string[]): ListedValue[] {
  return paths.flatMap((path) => {
    const question = form.question(path)
    const item = form.summaryItem(path, answers)
    const kind = question && !question.sensitive ? kindOf(question) : null
    if (!kind || !item?.answered) return [{ question: path, value: UNANSWERED, words: '' }]
    const text = item.text.slice(0, LONGEST_VALUE).toWellFormed()
    const row = (value: string, words = '') => ({ question: path, value, words })
    switch (kind) {
      case 'number': {
        const cell = form.cell(path, answers)
        return [row(typeof cell === 'number' ? sortableNumber(cell) : UNANSWERED)]
      }
      case 'date':
        return [row(String(form.cell(path, answers)).slice(0, 10))]
      case 'text':
        return [row(text, normalise(item.text).slice(0, LONGEST_WORDS).toWellFormed())]
      default: {
        const chosen = [...new Set(chosenIn(path, answers))]
        const options = chosen.map((value) => ({ question: optionsOf(path), value, words: '' }))
        return [row(text), ...options]
      }
    }
  })
}

/** The options of an answer, as a filter names them. */
function chosenIn(path: string, answers: Answers): string[] {
  const value = path.split('.').reduce<any>((bag, key) => bag?.[key], answers)
  if (typeof value === 'boolean') return [value ? 'oui' : 'non']
  return [value].flat().filter((one) => typeof one === 'string')
}

/** A number as a text that sorts like it: a sign, thirteen digits, six after the comma. */
export function sortableNumber(value: number): string {
  const [whole, decimals] = Math.min(Math.abs(value), 9_999_999_999_999).toFixed(6).split('.')
  const digits = `${whole!.padStart(13, '0')}${decimals}`
  if (value >= 0) return `1${digits}`
  return `0${digits.replace(/\d/g, (digit) => String(9 - Number(digit)))}`
}

/** Keeps what lists look for in answers that change, among the writes that change them. */
export async function keepValues(writes: Writes, dossier: Dossier) {
  const listed: string[] =
    dossier.$extras.listed_questions ?? (await listedQuestions(dossier.demarcheId))
  if (listed.length === 0) return
  const { form } = await dossier.version()
  const { answers } = dossier as { answers: Answers | string }
  const values = listedValues(
    form,
    typeof answers === 'string' ? JSON.parse(answers) : answers,
    listed
  )
  addValues(
    writes,
    { id: dossier.id, demarcheId: dossier.demarcheId, tray: trayOf(dossier) },
    values
  )
  writes.add(
    `delete from dossier_values v where v.dossier_id = ? and not exists (
       select from jsonb_to_recordset(?::jsonb) as kept (question text, value text)
       where kept.question = v.question and kept.value = v.value)`,
    [dossier.id, JSON.stringify(values)]
  )
}

interface Owner {
  id: string
  demarcheId: string
  tray: string
}

/** Writes the values of one dossier. Those that it had stay. */
export function addValues(writes: Writes, { id, demarcheId, tray }: Owner, values: ListedValue[]) {
  writes.add(
    `insert into dossier_values (commune_id, dossier_id, demarche_id, tray, question, value, words)
     select current_setting('app.commune_id')::uuid, ?, ?, ?, v.*
     from jsonb_to_recordset(?::jsonb) as v (question text, value text, words text)
     on conflict (commune_id, dossier_id, question, value) do update
       set tray = excluded.tray, words = excluded.words`,
    [id, demarcheId, tray, JSON.stringify(values)]
  )
}

/** Keeps the values of a dossier in its tray, among the writes that move it. */
export function moveValues(writes: Writes, dossier: Dossier) {
  const tray = trayOf(dossier)
  writes.add(`update dossier_values set tray = ? where dossier_id = ? and tray <> ?`, [
    tray,
    dossier.id,
    tray,
  ])
}

/** What PostgreSQL will have computed of the dossier once it is written. */
function trayOf({ isClosed, holder }: Dossier): string {
  return isClosed ? 'closed' : (holder ?? 'accueil')
}

async function listedQuestions(demarcheId: string): Promise<string[]> {
  const [row] = await sql<{ listed_questions: string[] }>(
    `select listed_questions from demarches where id = ?`,
    [demarcheId]
  )
  return row?.listed_questions ?? []
}
