import type { ActionField, AvailableAction, FieldError } from '#workflow/main'
import Service from '#identity/service'
import { type Typed, typedWords } from '#dossiers/action_input'
import type { DossierFile } from '#dossiers/queries/dossier_file'

interface Option {
  value: string
  label: string
  help?: string
}

/** What the fields of an action may choose from. */
export interface Choices {
  services: Option[]
  /** By page, each with the answer that was given. */
  questions: { title: string; options: Option[] }[]
}

export async function serviceOptions(): Promise<Option[]> {
  return (await Service.inOrder()).map(({ id, name }) => ({ value: id, label: name }))
}

export async function choicesFor({ answers }: DossierFile): Promise<Choices> {
  return {
    services: await serviceOptions(),
    questions: answers
      .map(({ title, items }) => ({
        title,
        options: items.map(({ path, label, text }) => ({
          value: path,
          label,
          help: shortened(text),
        })),
      }))
      .filter(({ options }) => options.length > 0),
  }
}

/** The fields that an action asks, whether it may be taken now or not. */
export function fieldsOf({ version }: DossierFile, action: string): ActionField[] {
  const { actions } = version.workflow
  return (Object.hasOwn(actions, action) && actions[action]!.form) || []
}

/** The form of an action, open in front of somebody. */
export interface OpenAction {
  action: AvailableAction
  choices: Choices
  typed: Typed
  errors: FieldError[]
}

/** @returns null where this reader may not take the action now */
export async function openAction(
  file: DossierFile,
  key: string,
  typed?: Typed,
  errors: FieldError[] = []
): Promise<OpenAction | null> {
  const action = file.actions.find((one) => one.key === key)
  if (!action) return null
  const choices = await choicesFor(file)
  return { action, choices, typed: typed ?? proposed(file, fieldsOf(file, key)), errors }
}

/** What was typed for an action that cannot be taken any more, in words to copy. */
export async function givenBack(file: DossierFile, key: string, typed: Typed) {
  return typedWords(fieldsOf(file, key), typed, await choicesFor(file))
}

function proposed({ journal }: DossierFile, fields: ActionField[]): Typed {
  return Object.fromEntries(
    fields.flatMap(({ key, prefill }) => {
      const earlier = prefill && journal.findLast(({ action }) => action === prefill.action)
      const value = earlier?.data[prefill!.field]
      return typeof value === 'string' ? [[key, value]] : []
    })
  )
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 80 ? `${line.slice(0, 79).trimEnd()}…` : line
}
