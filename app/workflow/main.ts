/** The workflow engine: what may happen next to a dossier. Pure: no clock, no database. */
export type {
  Action,
  ActionTone,
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
export type { AvailableAction } from './compiled.js'
export type { PublicStatus } from './status.js'
export { apply } from './apply.js'
export { available } from './available.js'
export { holds } from './conditions.js'
export { replay } from './replay.js'
export { finals, isClosed, publicEntry, publicStatus, stateLabel } from './status.js'
export { start, type Submission } from './start.js'
export { guichetUnique } from './library/guichet_unique.js'
