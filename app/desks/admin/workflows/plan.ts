import { t } from '#shared/translate'
import { elements } from '#workflow/editor/parts'
import { namedIn } from '#workflow/editor/tidy'
import type { Action, Definition, Problem } from '#workflow/main'
import { type Place, placeHref, placeOf, placeWord, type Subject } from './address.js'
import { duration, type WorkflowWords } from './words.js'

/** A line of the plan: what it is called, where it is changed, and what is wrong with it. */
export interface Line {
  key: string
  title: string
  href: string
  isCurrent: boolean
  /** What it does, as a sentence. */
  text: string
  problems: string[]
}

export interface StateLine extends Line {
  holder: string | null
  final: string | null
  usager: string
  isStart: boolean
  actions: Line[]
}

export interface Plan {
  settings: Line
  states: StateLine[]
  deadlines: Line[]
  routing: Line[]
  certificates: Line[]
  services: Line[]
}

interface Drawn {
  slug: string
  definition: Definition
  words: WorkflowWords
  problems: Problem[]
  at: Place
}

/** A workflow as sentences, in the order in which a dossier meets them. */
export function planOf({ slug, definition, words, problems, at }: Drawn): Plan {
  const deadlines = (definition.deadlines ?? []).map(({ key }) => key)
  const places = problems.map((problem) => ({ problem, at: placeOf(problem, deadlines) }))
  const line = (subject: Subject, key: string, title: string, text: string): Line => ({
    key,
    title,
    text,
    href: placeHref(slug, { subject, key }),
    isCurrent: placeWord({ subject, key, volet: at.volet }) === placeWord(at),
    problems: places
      .filter((one) => one.at.subject === subject && one.at.key === key)
      .map(({ problem }) => problem.message),
  })
  const actions = elements(definition, 'actions')
  const { services = {}, receipt } = definition
  return {
    settings: line(
      'settings',
      '',
      t('workflows.plan.start'),
      t('workflows.plan.start_text', {
        state: words.state(definition.start),
        effects: words.effects(receipt) || 'none',
      })
    ),
    states: elements(definition, 'states').map(([key, { label, usager = label, ...state }]) => ({
      ...line('states', key, label, ''),
      holder: state.holder ?? null,
      final: state.final ?? null,
      usager,
      isStart: key === definition.start,
      actions: actions
        .filter(([, { from }]) => from.includes(key))
        .map(([name, action]) => line('actions', name, action.label, sentence(words, action))),
    })),
    deadlines: elements(definition, 'deadlines').map(([key, one]) => {
      const facts = words.facts('deadlines', key)
      const after = duration(one.after, one.working)
      return line('deadlines', key, one.label, clock(facts, after))
    }),
    routing: elements(definition, 'routing').map(([key]) => {
      const fact = (name: string) =>
        words.facts('routing', key).find((one) => one.name === name)?.text ?? 'none'
      const text = t('workflows.plan.rule', {
        when: fact('when'),
        action: fact('do'),
        input: fact('with'),
      })
      return line('routing', key, t('workflows.plan.rule_title', { n: Number(key) + 1 }), text)
    }),
    certificates: elements(definition, 'certificates').map(([key, { title }]) =>
      line('certificates', key, title, '')
    ),
    services: [...new Set(namedIn(definition))].map((id) =>
      line('services', id, services[id] ?? id, '')
    ),
  }
}

/** « Par l’accueil : le dossier passe à « Acceptée ». On demande : … L’usager reçoit : … ». */
function sentence(words: WorkflowWords, action: Action): string {
  const asked = (action.form ?? []).map(({ title }) => title).join(', ')
  return t('workflows.plan.action', {
    who: words.who(action),
    leads: words.leads(action),
    asked: asked || 'none',
    effects: words.effects(action.effects) || 'none',
  })
}

function clock(facts: { name: string; text: string }[], after: string): string {
  const fact = (name: string) => facts.find((one) => one.name === name)?.text ?? 'none'
  return t('workflows.plan.deadline', {
    after,
    where: fact('in'),
    suspended: fact('suspendedIn'),
    remind: fact('remind'),
    alert: fact('alert'),
    action: fact('do'),
  })
}
