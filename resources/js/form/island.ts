import { createElement as h, useMemo, useSyncExternalStore } from 'react'
import type { Answers } from '#forms/document'
import type { LiveSheet } from '#forms/live'
import { Fields } from '#forms/rjsf/form'
import { nested } from '#forms/rjsf/nested'
import type { Uploads } from '#forms/types/type'
import type { Store } from './store.js'

interface Props {
  store: Store
  sheet: LiveSheet
  /** The answers that the server drew the fields with. */
  drawn: Answers
  /** Those of the other pages. */
  others: Answers
  uploads: Uploads
}

/** The fields of a sheet: first as the server drew them, then as the answers want them. */
export function Island({ store, sheet, drawn, others, uploads }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.get, store.get)
  const { formData, pieces, isLive } = state
  const { context, conditional } = useMemo(
    () => sheet.look(isLive ? sheet.merged(others, formData) : drawn, pieces),
    [formData, pieces, isLive]
  )
  const errors = useMemo(() => nested(state.errors), [state.errors])
  const live = {
    ...context,
    state: `${context.state}${isLive}${JSON.stringify(state.uploads)}`,
    uploads: isLive ? uploads : undefined,
  }
  return h(Fields, {
    schema: sheet.schema,
    uiSchema: sheet.uiSchema,
    formData,
    errors,
    context: live,
    conditional,
    onChange: (changed) => store.set({ formData: withRows(changed) as Answers }),
  })
}

/** A row that was just added is an empty one; RJSF leaves a hole. */
function withRows(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((row) => withRows(row ?? {}))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withRows(one)]))
}
