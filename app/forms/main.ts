export { browserModule } from './browser_module.js'
export type { CellColumn, CellKind, CellValue } from './cells.js'
export { check } from './check/check.js'
export type { Problem } from './check/problem.js'
export { compile, DocumentError, type CompiledForm } from './compile.js'
export { stands } from './correction.js'
export type { Contact } from './contact.js'
export type {
  Answers,
  Condition,
  Document,
  JsonSchema,
  Lists,
  Piece,
  Pieces,
  Raw,
  Rule,
  Spec,
} from './document.js'
export type { FieldError } from './errors.js'
export type { Form, RenderOptions } from './form.js'
export type { QuestionInfo } from './info.js'
export type { Clock } from './types/type.js'
export type { Journey, PageInfo } from './journey.js'
export { load } from './load.js'
export type { Mended } from './mending.js'
export type { PrefillKey } from './prefill.js'
export type { Reported } from './reported.js'
export type { SummaryItem, SummaryPage } from './summary.js'
export type { Cell } from './types/type.js'
export type { FileSettings } from './types/file/file.js'
