import type { Answers, FieldError } from '#forms/main'
import { answersStamp, barredOf, type Barred, type Dragged } from '#dossiers/actions/mend_answer'
import type Dossier from '#dossiers/dossier'
import type { JournalEntry } from '#dossiers/journal'

/** One answer, open in front of an agent who mends it. */
export interface MendSheet {
  dossier: Dossier
  /** Of the question. */
  question: string
  title: string
  /** The answer that stands, in words. */
  before: string
  /** HTML. */
  fields: string
  stamp: string
  reason: string
  errors: FieldError[]
  /** Whether the reason is what is missing. */
  unreasoned: boolean
  dragged: Dragged | null
  /** Others changed the dossier since the sheet was drawn, and who, where it is known. */
  overtaken: { by: JournalEntry | null } | null
}

export interface Typed {
  decoded?: Record<string, unknown>
  /** After a button of the fields: one row more, or less. */
  pressed?: Answers
  reason?: string
  errors?: FieldError[]
  unreasoned?: boolean
  dragged?: Dragged
  overtaken?: MendSheet['overtaken']
}

/** @returns why this answer is not to be mended, where it is not */
export async function mendSheet(
  dossier: Dossier,
  question: string,
  typed: Typed = {}
): Promise<MendSheet | Barred> {
  const why = await barredOf(dossier, question)
  if (why) return why

  const { form } = await dossier.version()
  const items = form.summary(dossier.answers).flatMap((page) => page.items)
  const item = items.find(({ path }) => path === question)!
  const answers =
    typed.pressed ??
    (typed.decoded ? form.mend(dossier.answers, question, typed.decoded).answers : dossier.answers)
  const errors = typed.errors ?? []
  return {
    dossier,
    question,
    title: item.label,
    before: item.answered ? item.text : '',
    fields: form.renderQuestion(question, { answers, errors }),
    stamp: answersStamp(dossier),
    reason: typed.reason ?? '',
    errors,
    unreasoned: typed.unreasoned ?? false,
    dragged: typed.dragged ?? null,
    overtaken: typed.overtaken ?? null,
  }
}
