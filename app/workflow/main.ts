/** The workflow engine: what may happen next to a dossier. Pure: no clock, no database. */
export type {
  Action,
  ActionTone,
  CertificateSpec,
  Deadline,
  Definition,
  Duration,
  EffectSpec,
  Final,
  Holder,
  Recipient,
  Role,
  RoutingRule,
  State,
} from './definition.js'
export type {
  Actor,
  ApplyContext,
  ApplyResult,
  Clocks,
  Effect,
  Entry,
  EntryType,
  FieldError,
  Opinion,
  Origin,
  QuestionRef,
  Refusal,
  ServiceRef,
  Standing,
  Step,
} from './standing.js'
export type { ActionField, ActionForm, FieldKind, Visibility } from './action_form.js'
export type { Clause, Condition, Facts, Operator } from './conditions.js'
export { type AvailableAction, withOrder } from './compiled.js'
export type { Calendar } from './calendar.js'
export type { CheckContext, Problem } from './check/problem.js'
export type { Country } from './holidays.js'
export type { Due, TimeLeft } from './deadlines.js'
export type { Day } from './duration.js'
export type { Graph } from './graph.js'
export type { PublicStatus } from './status.js'
export type { Diagram, DiagramArrow, DiagramState, WayStep } from './diagram/main.js'
export { actionSchema } from './action_schema.js'
export { namedAt } from './permission.js'
export { apply } from './apply.js'
export { available } from './available.js'
export { weekdays } from './calendar.js'
export { correctionAsked } from './correction.js'
export { FIELD_KINDS } from './action_form.js'
export { check } from './check/main.js'
export { templatesOf } from './check/references.js'
export { due, nextDue, timeLeft } from './deadlines.js'
export { fire } from './fire.js'
export { calendarOf } from './holidays.js'
export { graph } from './graph.js'
export { diagram } from './diagram/main.js'
export { holds } from './conditions.js'
export { readInput } from './input.js'
export { replay } from './replay.js'
export { finals, isClosed, publicEntry, publicStatus, stateLabel } from './status.js'
export { renameServices } from './rename_services.js'
export { takeBack } from './take_back.js'
export {
  choices,
  follow,
  obstacles,
  type Ground,
  servicesOf,
  type Walk,
  type Walked,
  type WalkedStep,
  type Walker,
} from './walk.js'
export { start, type Submission } from './start.js'
export { findWorkflow, guichetUnique, library } from './library/main.js'
