import type { ActionField } from './action_form.js'
import type { Condition } from './conditions.js'

/** Who may act. `system` is the deadline clock and the routing rules, never a person. */
export type Role = 'usager' | 'accueil' | 'service' | 'superviseur' | 'system'

/** Who has to do something next. */
export type Holder = 'accueil' | 'usager' | 'service'

export type Final = 'accepted' | 'refused' | 'dropped'

export type ActionTone = 'positive' | 'negative' | 'neutral'

/** ISO 8601, in days and more (`P30D`, `P2W`, `P2M`, `P1Y`) or in hours (`PT48H`). */
export type Duration = string

/**
 * A workflow: plain JSON, frozen with the version of the démarche that uses it.
 * Keys of states, actions, deadlines and fields match `[a-z][a-z0-9_]*`.
 */
export interface Definition {
  id: string
  label: string
  description?: string
  /** The state of a dossier at its submission. */
  start: string
  states: Record<string, State>
  actions: Record<string, Action>
  /**
   * The order in which people read them. PostgreSQL's jsonb forgets the order of keys,
   * and accepting should not come after refusing because its word is longer.
   */
  order?: { states?: string[]; actions?: string[] }
  /** What happens at each submission, before the routing. */
  receipt?: EffectSpec[]
  /** What the system does at once after submission: the first rule whose condition holds. */
  routing?: RoutingRule[]
  deadlines?: Deadline[]
  /** The papers that its `certificate` effects make, by template. */
  certificates?: Record<string, CertificateSpec>
  /** The services that this definition names itself, `{id: label}`. */
  services?: Record<string, string>
}

/**
 * A paper. Tags in braces are filled in: an answer by its path (`{demande.objet}`), what was typed
 * in the action (`{action.message}`), and `{nom}`, `{reference}`, `{demarche}`, `{commune}`,
 * `{decision}`, `{date_depot}`, `{date_decision}`, `{service}`, `{numero}`.
 */
export interface CertificateSpec {
  title: string
  /** Paragraphs, an empty line between them. */
  body: string
}

export interface State {
  label: string
  /** The wording for the usager; `{service}` is filled in. Without it, `label` serves. */
  usager?: string
  holder?: Holder
  final?: Final
}

export interface Action {
  label: string
  /** The wording in the journal: « Demande acceptée ». Without it, `label` serves. */
  past?: string
  help?: string
  /** A question asked before the action is sent. */
  confirm?: string
  tone?: ActionTone
  from: string[]
  /** A state, `@origin` (the state that the last `remembers` left) or `@same` (stay). */
  to: string
  by: Role[]
  /**
   * Which service, where `by` has `service`: the one in charge (`holder`, the default), those
   * whose opinion is awaited (`consulted`), or services by their id, in charge or not.
   */
  for?: 'holder' | 'consulted' | string[]
  form?: ActionField[]
  /** Puts the dossier in the charge of a service: a form field of kind `service`, or one service. */
  assigns?: string | { service: string }
  /** The form field of kind `questions` that says what the usager may change. */
  reopens?: string
  /** The usager goes over their answers to take it. By default where it is theirs and leads to `@origin`. */
  corrects?: boolean
  /** Leaves a marker here, for `@origin`. */
  remembers?: boolean
  /** The form field of kind `services` that says whose opinion is asked. */
  asks?: string
  /** Counts as the opinion of the service that acts. */
  answers?: boolean
  /** With `answers`: the state to go to when no opinion is awaited any more. */
  completes?: string
  /** May the usager see that it happened? By default yes, unless `to` is `@same`. */
  public?: boolean
  effects?: EffectSpec[]
}

/**
 * `holder`: whoever has to act next. `consulted`: the services whose opinion is being asked.
 * `named`: the services that are named by the actions open where the dossier goes.
 */
export type Recipient =
  'usager' | 'accueil' | 'superviseur' | 'service' | 'holder' | 'consulted' | 'named'

/** What the definition asks for; links, their revocation and the closing follow by themselves. */
export type EffectSpec =
  | { type: 'notify'; to: Recipient; template: string }
  | { type: 'certificate'; template: string }
  | { type: 'webhook'; name: string }

/** When the condition holds (always, without one), the system does `do` with the input `with`. */
export interface RoutingRule {
  when?: Condition
  do: string
  with?: Record<string, unknown>
}

export interface Deadline {
  /** Stable: what has been done is remembered under it. */
  key: string
  label: string
  /** Counts from the entry in one of these states, anew at each entry… */
  in?: string[]
  /** …or from the submission, whatever the state. */
  since?: 'submission'
  /** With `since`: states in which the clock stands still. */
  suspendedIn?: string[]
  after: Duration
  /** Counts working days of the commune's country; `after` is then in days or weeks. */
  working?: boolean
  remind?: { after: Duration; to: Recipient; template: string }[]
  alert?: { to: Recipient; template: string }
  /** The wording in the journal when it decides: « Silence vaut accord ». */
  past?: string
  /** The action that the system does, with the input `with`. */
  do?: string
  with?: Record<string, unknown>
}
