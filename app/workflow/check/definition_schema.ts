import { FIELD_KINDS } from '../action_form.js'
import { operators } from '../conditions.js'

const text = { type: 'string', minLength: 1, maxLength: 2000 }
const key = { type: 'string', pattern: '^[a-z][a-z0-9_]{0,59}$' }
const keys = { type: 'array', items: key, uniqueItems: true, maxItems: 60 }
const duration = { type: 'string', maxLength: 20 }
const input = { type: 'object' }
const roles = ['usager', 'accueil', 'service', 'superviseur', 'system']
const recipients = ['usager', 'accueil', 'superviseur', 'service', 'holder', 'consulted', 'named']

function object(properties: Record<string, object>, required: string[]) {
  return { type: 'object', properties, required, additionalProperties: false }
}

function record(values: object, maxProperties: number) {
  return { type: 'object', propertyNames: key, additionalProperties: values, maxProperties }
}

function list(items: object, maxItems = 60) {
  return { type: 'array', items, maxItems }
}

const state = object(
  {
    label: text,
    usager: text,
    holder: { enum: ['accueil', 'usager', 'service'] },
    final: { enum: ['accepted', 'refused', 'dropped'] },
  },
  ['label']
)

const effect = {
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    object({ type: { const: 'notify' }, to: { enum: recipients }, template: text }, [
      'type',
      'to',
      'template',
    ]),
    object({ type: { const: 'certificate' }, template: text }, ['type', 'template']),
    object({ type: { const: 'webhook' }, name: text }, ['type', 'name']),
  ],
}

const field = object(
  {
    key,
    kind: { enum: [...FIELD_KINDS] },
    title: text,
    help: text,
    required: { type: 'boolean' },
    visibility: { enum: ['usager', 'agents'] },
    maxLength: { type: 'integer', minimum: 1, maximum: 20_000 },
    choices: { ...list(object({ value: text, label: text }, ['value', 'label'])), minItems: 1 },
    prefill: object({ action: key, field: key }, ['action', 'field']),
  },
  ['key', 'kind', 'title', 'visibility']
)

const action = object(
  {
    label: text,
    past: text,
    help: text,
    confirm: text,
    tone: { enum: ['positive', 'negative', 'neutral'] },
    from: { ...keys, minItems: 1 },
    to: { type: 'string', pattern: '^(@origin|@same|[a-z][a-z0-9_]{0,59})$' },
    by: { type: 'array', items: { enum: roles }, uniqueItems: true, minItems: 1 },
    // One schema each for the text and the object: « anyOf » alone would say nothing useful.
    for: {
      if: { type: 'string' },
      then: { enum: ['holder', 'consulted'] },
      else: { ...list(text), minItems: 1 },
    },
    form: list(field, 30),
    assigns: { if: { type: 'string' }, then: key, else: object({ service: text }, ['service']) },
    reopens: key,
    corrects: { type: 'boolean' },
    remembers: { type: 'boolean' },
    asks: key,
    answers: { type: 'boolean' },
    completes: key,
    public: { type: 'boolean' },
    effects: list(effect, 20),
  },
  ['label', 'from', 'to', 'by']
)

const comparisons = Object.fromEntries(operators.map((operator) => [operator, {}]))
const clause = object({ ...comparisons, question: text, empty: { type: 'boolean' } }, ['question'])

const clauses = { ...list(clause, 30), minItems: 1 }
const condition = { ...object({ all: clauses, any: clauses }, []), minProperties: 1 }

const notice = { to: { enum: recipients }, template: text }

const deadline = object(
  {
    key,
    label: text,
    in: { ...keys, minItems: 1 },
    since: { const: 'submission' },
    suspendedIn: keys,
    after: duration,
    working: { type: 'boolean' },
    remind: list(object({ after: duration, ...notice }, ['after', 'to', 'template']), 10),
    alert: object(notice, ['to', 'template']),
    past: text,
    do: key,
    with: input,
  },
  ['key', 'label', 'after']
)

/** The JSON Schema (2020-12) of a definition. What refers to something else is `check`'s. */
export const definitionSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Circuit de traitement',
  ...object(
    {
      id: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' },
      label: text,
      description: text,
      start: key,
      states: { ...record(state, 60), minProperties: 1 },
      actions: record(action, 120),
      order: object({ states: keys, actions: { ...keys, maxItems: 120 } }, []),
      receipt: list(effect, 20),
      routing: list(object({ when: condition, do: key, with: input }, ['do']), 100),
      deadlines: list(deadline, 40),
      certificates: record(
        object({ title: text, body: { type: 'string', minLength: 1, maxLength: 10_000 } }, [
          'title',
          'body',
        ]),
        20
      ),
      services: { type: 'object', additionalProperties: text, maxProperties: 100 },
    },
    ['id', 'label', 'start', 'states', 'actions']
  ),
}
