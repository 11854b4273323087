import i18nManager from '@adonisjs/i18n/services/main'
import { t } from '#shared/translate'
import type { Part } from '#workflow/editor/parts'
import { elements } from '#workflow/editor/parts'
import type {
  Action,
  ActionField,
  CertificateSpec,
  Condition,
  Deadline,
  Definition,
  EffectSpec,
  RoutingRule,
  State,
} from '#workflow/main'
import { fieldsIn } from './durations.js'

/** One thing that is true of an element, under the name that people know it by. */
export interface Fact {
  /** The last part of `workflows.fact.…`. */
  name: string
  text: string
}

/** How a rule's conditions read: the forms know the titles of their questions. */
export type Reads = (condition: Condition) => string

/** A workflow in French: what sentences, differences and summaries are made of. */
export class WorkflowWords {
  constructor(
    private definition: Definition,
    private reads: Reads = plainly
  ) {}

  state(key: string): string {
    return quoted(this.definition.states[key]?.label ?? key)
  }

  states(keys: string[]): string {
    return listed(keys.map((key) => this.state(key)))
  }

  service(id: string): string {
    return this.definition.services?.[id] ?? id
  }

  /** « l’accueil ou le service en charge ». */
  who({ by, for: whom = 'holder' }: Action, join = t('workflows.words.or')): string {
    const all = by.map((role) => {
      if (role !== 'service') return t(`workflows.who.${role}`)
      if (Array.isArray(whom))
        return listed(
          whom.map((id) => quoted(this.service(id))),
          join
        )
      return t(`workflows.who.service_${whom}`)
    })
    return listed(all, join)
  }

  /** Where an action leads, as the end of a sentence: « le dossier passe à « Acceptée » ». */
  leads({ to }: Action): string {
    if (to === '@same') return t('workflows.words.stays')
    if (to === '@origin') return t('workflows.words.returns')
    return t('workflows.words.goes', { state: this.state(to) })
  }

  /** Everything that is said of one element. */
  facts(part: Part | 'settings', key: string): Fact[] {
    if (part === 'settings') return this.#settings()
    const found = elements(this.definition, part).find(([one]) => one === key)
    if (!found) return []
    switch (part) {
      case 'states':
        return this.#state(found[1] as State)
      case 'actions':
        return this.#action(found[1] as Action)
      case 'deadlines':
        return this.#deadline(found[1] as Deadline)
      case 'routing':
        return this.#rule(found[1] as RoutingRule)
      case 'certificates':
        return this.#certificate(found[1] as CertificateSpec)
    }
  }

  #settings(): Fact[] {
    const { label, description, start, receipt, services = {} } = this.definition
    return told({
      label,
      description,
      start: this.state(start),
      receipt: this.effects(receipt),
      services: Object.values(services).toSorted().join(', '),
    })
  }

  #state({ label, usager, holder, final }: State): Fact[] {
    return told({
      label,
      usager: usager ?? label,
      holder: final ? t(`workflows.final.${final}`) : t(`workflows.holder.${holder ?? 'none'}`),
    })
  }

  #action(action: Action): Fact[] {
    const { label, past, help, confirm, tone = 'neutral', from, form = [], effects } = action
    return told({
      label,
      past,
      help,
      confirm,
      tone: t(`workflows.tone.${tone}`),
      by: this.who(action),
      from: this.states(from),
      to: this.leads(action),
      form: form.map((field) => this.field(field)).join(' ; '),
      assigns: this.#assigned(action),
      remembers: action.remembers ? t('workflows.words.yes') : '',
      reopens: action.reopens ? quoted(titleOf(form, action.reopens)) : '',
      corrects: action.corrects === undefined ? '' : yesNo(action.corrects),
      asks: action.asks ? quoted(titleOf(form, action.asks)) : '',
      answers: action.answers ? t('workflows.words.yes') : '',
      completes: action.completes ? this.state(action.completes) : '',
      public: action.public === undefined ? '' : yesNo(action.public),
      effects: this.effects(effects),
    })
  }

  #assigned({ assigns, form = [] }: Action): string {
    if (!assigns) return ''
    return quoted(
      typeof assigns === 'string' ? titleOf(form, assigns) : this.service(assigns.service)
    )
  }

  #deadline(deadline: Deadline): Fact[] {
    const { label, in: inside, suspendedIn, after, working, remind = [], alert, past } = deadline
    const action = deadline.do && this.definition.actions[deadline.do]
    return told({
      label,
      after: duration(after, working),
      in: inside
        ? t('workflows.words.inside', { states: this.states(inside) })
        : t('workflows.words.since'),
      suspendedIn: suspendedIn?.length ? this.states(suspendedIn) : '',
      remind: remind
        .map(({ after: when, to, template }) =>
          t('workflows.words.reminder', {
            when: duration(when, working),
            to: t(`workflows.to_whom.${to}`),
            mail: mailTitle(template),
          })
        )
        .join(' ; '),
      alert: alert
        ? t('workflows.words.told', {
            to: t(`workflows.to_whom.${alert.to}`),
            mail: mailTitle(alert.template),
          })
        : '',
      do: action ? quoted(action.label) : '',
      with: deadline.do ? this.#input(deadline.do, deadline.with) : '',
      past,
    })
  }

  #rule({ when, do: key, with: input }: RoutingRule): Fact[] {
    const action = this.definition.actions[key]
    return told({
      when: when ? this.reads(when) : t('workflows.words.always'),
      do: quoted(action?.label ?? key),
      with: this.#input(key, input),
    })
  }

  #certificate({ title, body }: CertificateSpec): Fact[] {
    return told({ title, body })
  }

  #input(action: string, input: Record<string, unknown> = {}): string {
    const fields = this.definition.actions[action]?.form ?? []
    return fields
      .filter(({ key }) => input[key] !== undefined)
      .map(({ key, title, kind }) => {
        const values = [input[key]].flat().map(String)
        const shown = kind.startsWith('service') ? values.map((id) => this.service(id)) : values
        return `${title} : ${shown.join(', ')}`
      })
      .join(' ; ')
  }

  field({ title, kind, required, visibility, choices }: ActionField): string {
    return t('workflows.words.field', {
      title,
      kind: t(`workflows.kind.${kind.replace('-', '_')}`),
      must: t(`workflows.words.${required ? 'required' : 'optional'}`),
      seen: t(`workflows.visibility.${visibility}`),
      choices: choices?.map(({ label }) => label).join(', ') || 'none',
    })
  }

  effects(effects: EffectSpec[] = []): string {
    return effects.map((effect) => this.effect(effect)).join(' ; ')
  }

  effect(effect: EffectSpec): string {
    switch (effect.type) {
      case 'notify': {
        const mail = mailTitle(effect.template)
        return t('workflows.words.told', { to: t(`workflows.to_whom.${effect.to}`), mail })
      }
      case 'certificate': {
        const title = this.definition.certificates?.[effect.template]?.title ?? effect.template
        return t('workflows.words.paper', { title })
      }
      case 'webhook':
        return t('workflows.words.webhook', { name: effect.name })
    }
  }
}

/** A mail template by its subject, without what stands in it of the dossier. */
export function mailTitle(template: string): string {
  const french = i18nManager.locale('fr')
  const key = `mails.templates.${template}.subject`
  if (!french.hasMessage(key)) return template
  const nothing = new Proxy({}, { has: () => true, get: () => 'none' }) as Record<string, string>
  const words = french
    .t(key, nothing)
    .replace(/\s*\bnone\b/g, '')
    .replace(/\s*:\s*$/, '')
    .trim()
  return words
}

export const quoted = (words: string) => `«\u00a0${words}\u00a0»`

/** « a, b ou c ». */
export function listed(words: string[], join = t('workflows.words.or')): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`
}

/** « 15 jours ouvrés », « 2 mois », « 48 heures ». */
export function duration(iso: string, working = false): string {
  const { amount, unit } = fieldsIn(iso)
  if (amount === '') return iso
  const key = working && (unit === 'D' || unit === 'W') ? `${unit}_working` : unit
  return t(`workflows.duration.${key}`, { n: Number(amount) })
}

const yesNo = (value: boolean) => t(`workflows.words.${value ? 'yes' : 'no'}`)

const titleOf = (form: ActionField[], key: string) =>
  form.find((field) => field.key === key)?.title ?? key

function told(facts: Record<string, string | undefined>): Fact[] {
  return Object.entries(facts).flatMap(([name, text]) => (text ? [{ name, text }] : []))
}

/** Without the form whose questions they are about. */
function plainly({ all = [], any = [] }: Condition): string {
  const one = ({ question, ...tests }: NonNullable<Condition['all']>[number]) =>
    `${question} ${Object.entries(tests)
      .map(([operator, value]) => `${operator} ${[value].flat().join(', ')}`)
      .join(' ')}`
  return [...all.map(one), ...(any.length ? [listed(any.map(one))] : [])].join(
    ` ${t('workflows.words.and')} `
  )
}
