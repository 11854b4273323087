import { problemsIn } from '#catalogue/workflow_check'
import { t } from '#shared/translate'
import { element, elements, type Part } from '#workflow/editor/parts'
import { isHard, type Use, usesOf } from '#workflow/editor/references'
import { type Definition, diagram, FIELD_KINDS } from '#workflow/main'
import { type Place, placeHref, placeOf, placeWord, START, workflowPath } from './address.js'
import { aroundOf } from './around.js'
import { UNITS } from './durations.js'
import type { OpenWorkflow } from './open_workflow.js'
import { panelAt } from './panels.js'
import { ROLES, TONES, WHOM } from './panels/action_essential.js'
import { VISIBILITIES } from './panels/action_form.js'
import { inputFields } from './panels/inputs.js'
import { RECIPIENTS } from './panels/notices.js'
import type { Around, Errors, Values } from './panels/panel.js'
import { isMixed, ruleRows } from './panels/rule.js'
import { KINDS } from './panels/state.js'
import { planOf } from './plan.js'
import { readsWith } from './rule_words.js'
import { stageOf } from './stage.js'
import { WorkflowWords } from './words.js'

export interface Shown {
  at: Place
  /** What was typed and is not kept, in the shape in which it was posted. */
  typed?: Values
  errors?: Errors
  /** What stands in the way, over the panel. */
  alert?: { tone: 'error' | 'warning' | 'info'; title?: string; text: string; lines?: string[] }
}

/** What the pages of the editor are drawn from. */
export async function screenOf(workflow: OpenWorkflow, { at, typed, errors = {}, alert }: Shown) {
  const { slug, definition, draft } = workflow
  const around = await aroundOf(slug, definition)
  const words = new WorkflowWords(definition, readsWith(around))
  const refs = around.services.map(({ value, label }) => ({ id: value, label }))
  const problems = draft ? problemsIn(definition, refs) : []
  const deadlines = (definition.deadlines ?? []).map(({ key }) => key)
  const here = standsAt(definition, at)
  return {
    slug,
    definition,
    draft,
    base: workflowPath(slug),
    stage: stageOf(workflow),
    at: here,
    where: placeWord(here),
    problems: problems.map((problem) => ({
      message: problem.message,
      href: placeHref(slug, placeOf(problem, deadlines)),
    })),
    diagram: diagram(definition),
    hrefs: Object.fromEntries(
      Object.keys(definition.states).map((key) => [
        key,
        placeHref(slug, { subject: 'states', key }),
      ])
    ),
    plan: planOf({ slug, definition, words, problems, at: here }),
    panel: panelOf(slug, around, words, here, typed),
    alert,
    errors,
    summary: Object.entries(errors).map(([id, message]) => ({ id, message })),
  }
}

/** Where a request stands: at what it names, or at the beginning. */
export function standsAt(definition: Definition, at: Place): Place {
  if (at.subject === 'settings') return START
  if (at.subject === 'services') {
    return Object.hasOwn(definition.services ?? {}, at.key) ? at : START
  }
  return element(definition, at.subject, at.key) ? at : START
}

function panelOf(
  slug: string,
  around: Around,
  words: WorkflowWords,
  at: Place,
  typed: Values | undefined
) {
  const { definition } = around
  const { subject, key } = at
  const part = subject === 'services' ? 'settings' : subject
  const values = typed ?? panelAt(at).show(around, key)
  const action = String(values.do ?? '')
  return {
    title: titleAt(definition, at),
    kind: t(`workflows.subject.${subject}`),
    facts: words.facts(part, key),
    values,
    /** They are what was typed, and not kept. */
    isTyped: typed !== undefined,
    options: optionsOf(around, key),
    inputs: subject === 'routing' || subject === 'deadlines' ? inputFields(around, action) : [],
    rows: subject === 'routing' ? ruleRows(around, values) : [],
    isMixed: subject === 'routing' && isMixed(definition.routing![Number(key)]!.when),
    isMovable: part !== 'settings' && part !== 'certificates',
    removal: part === 'settings' ? null : removalOf(slug, definition, part, key),
    tabs:
      subject === 'actions'
        ? (['essentiel', 'demande', 'suites'] as const).map((volet) => ({
            href: placeHref(slug, { subject, key, volet }),
            label: t(`workflows.volet.${volet}`),
            current: volet === at.volet || (volet === 'essentiel' && at.volet === 'supprimer'),
          }))
        : [],
  }
}

function titleAt(definition: Definition, { subject, key }: Place): string {
  if (subject === 'settings') return definition.label
  if (subject === 'services') return definition.services![key]!
  if (subject === 'routing') return t('workflows.plan.rule_title', { n: Number(key) + 1 })
  const found = element(definition, subject, key)!
  return 'title' in found ? found.title : 'label' in found ? found.label : key
}

/** What there is to say before something is deleted. */
function removalOf(slug: string, definition: Definition, part: Part, key: string) {
  const uses = usesOf(definition, part, key)
  return {
    href: placeHref(slug, { subject: part, key, volet: 'supprimer' }),
    back: placeHref(slug, { subject: part, key }),
    uses: uses.map((use) => useLine(slug, definition, use)),
    needsInstead: uses.some(isHard),
    instead: elements(definition, 'states')
      .filter(([one]) => one !== key)
      .map(([value, { label }]) => ({ value, label })),
  }
}

export function useLine(slug: string, definition: Definition, { part, key, as }: Use) {
  const place: Place = { subject: part, key, volet: 'essentiel' }
  return {
    href: placeHref(slug, place),
    title: titleAt(definition, place),
    by: t(`workflows.use.${as}`),
  }
}

function optionsOf({ definition, services, templates }: Around, key: string) {
  const { services: named = {} } = definition
  const word = (room: string) => (value: string) => ({
    value,
    label: t(`workflows.${room}.${value.replace('-', '_')}`),
  })
  const states = elements(definition, 'states').map(([value, { label }]) => ({ value, label }))
  const action = Object.hasOwn(definition.actions, key) ? definition.actions[key]! : undefined
  const form = action?.form ?? []
  const fields = (kind: string) =>
    form.filter((one) => one.kind === kind).map((one) => ({ value: one.key, label: one.title }))
  const gone = Object.entries(named)
    .filter(([id]) => !services.some(({ value }) => value === id))
    .map(([value, label]) => ({ value, label }))
  const known = [...services, ...gone]
  return {
    states,
    services: known,
    own: services,
    templates,
    actions: elements(definition, 'actions').map(([value, { label }]) => ({ value, label })),
    papers: elements(definition, 'certificates').map(([value, { title }]) => ({
      value,
      label: title,
    })),
    to: [
      ...states,
      { value: '@same', label: t('workflows.to_word.same') },
      { value: '@origin', label: t('workflows.to_word.origin') },
    ],
    roles: ROLES.map(word('role')),
    whom: WHOM.map(word('whom')),
    tones: TONES.map(word('tone')),
    kinds: KINDS.map(word('kind_of_state')),
    fieldKinds: FIELD_KINDS.map(word('kind')),
    visibilities: VISIBILITIES.map(word('visibility')),
    recipients: RECIPIENTS.map(word('to')),
    units: UNITS.map(word('unit')),
    assigns: [
      ...fields('service').map(({ value, label }) => ({
        value: `field ${value}`,
        label: t('workflows.assigns.field', { title: label }),
      })),
      ...known.map(({ value, label }) => ({ value: `service ${value}`, label })),
    ],
    asks: fields('services'),
    reopens: fields('questions'),
    prefills: elements(definition, 'actions')
      .filter(([one]) => one !== key)
      .flatMap(([one, { label, form: asked = [] }]) =>
        asked
          .filter(({ kind }) => kind.endsWith('text'))
          .map((field) => ({ value: `${one} ${field.key}`, label: `${label} : ${field.title}` }))
      ),
    tristate: ['yes', 'no'].map(word('tristate')),
  }
}
