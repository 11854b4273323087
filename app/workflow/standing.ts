import type { Final, Holder, Role } from './definition.js'

/** Who acts. `label` is copied in the journal, so that history survives the account. */
export interface Actor {
  role: Role
  /** The account or the service. */
  id?: string
  label: string
  /** For the role `service`: which one. */
  serviceId?: string
}

export interface ServiceRef {
  id: string
  label: string
}

export interface QuestionRef {
  path: string
  title: string
}

/** Where a dossier stands: plain JSON, stored on the dossier. */
export interface Standing {
  state: string
  /** ISO instant of the entry in `state`. */
  since: string
  submittedAt: string | null
  holder: Holder | null
  /** The service in charge. It stays while the usager corrects, and after the decision. */
  serviceId: string | null
  serviceLabel: string | null
  /** Markers for `@origin`, the last one on top; a state stands in it once at most. */
  origins: Origin[]
  /** Paths of the questions that the usager may change; `[]` when none was singled out. */
  reopened: string[]
  opinions: Opinion[]
  clocks: Clocks
  /** Optimistic lock: +1 at each journal entry. */
  revision: number
}

export interface Origin {
  state: string
  serviceId: string | null
  serviceLabel: string | null
}

export interface Opinion {
  serviceId: string
  serviceLabel: string
  askedAt: string
  answeredAt: string | null
}

export interface Clocks {
  /** The revision at which `state` was entered: tells two visits of one state apart. */
  entered: number
  /** Stays in states that suspend a deadline; `to` is null during the stay. */
  paused: { state: string; from: string; to: string | null }[]
  /** Keys of the reminders, alerts and deadlines that have happened. */
  done: string[]
}

export type EntryType = 'submitted' | 'action' | 'deadline' | 'reminder' | 'alert' | 'undone'

/**
 * A line of the journal. One line is one step: `replay` rebuilds a standing from lines alone,
 * so they are stored whole.
 */
export interface Entry {
  type: EntryType
  action?: string
  /** The key of the `Due` that happened, for `deadline`, `reminder` and `alert`. */
  due?: string
  /** The words of that moment: « Demande acceptée ». */
  label: string
  from: string | null
  to: string
  actor: Actor
  /** ISO instant. */
  at: string
  /** The service in charge after this step. */
  service: ServiceRef | null
  /** The validated input; a service is `{id, label}`, questions are `{path, title}[]`. */
  data: Record<string, unknown>
  /** May the usager see this line? */
  public: boolean
  /** The keys of `data` that the usager may see. */
  publicKeys: string[]
}

/**
 * What the caller carries out, in the transaction of the step.
 * `lien`: mail that service a fresh secure link, to treat the dossier or to give its opinion.
 * `revoke-liens`: every link of that service on this dossier dies.
 */
export type Effect =
  | { type: 'notify'; to: 'usager' | 'accueil' | 'superviseur'; template: string }
  | {
      type: 'lien'
      to: 'service'
      serviceId: string
      purpose: 'treat' | 'opinion'
      template: string
    }
  | { type: 'revoke-liens'; serviceId: string }
  | { type: 'certificate'; template: string }
  | { type: 'webhook'; name: string }
  | { type: 'close'; final: Final }
  | { type: 'reopen' }

/** What the caller knows and the definition does not: whom and what a form may choose. */
export interface ApplyContext {
  services?: ServiceRef[]
  questions?: QuestionRef[]
}

export interface FieldError {
  field: string
  message: string
}

export type Refusal =
  'unknown-action' | 'not-here' | 'not-by-you' | 'input-invalid' | 'acted-before-you'

/** A step that was taken. */
export interface Step {
  standing: Standing
  entries: Entry[]
  effects: Effect[]
}

export type ApplyResult =
  ({ ok: true } & Step) | { ok: false; reason: Refusal; errors?: FieldError[] }
