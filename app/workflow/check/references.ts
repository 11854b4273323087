import type { Action, Definition } from '../definition.js'
import { fr } from '../french.js'
import type { CheckContext, Problem } from './problem.js'

/** Do the states and actions that are named exist? Until they do, nothing else can be checked. */
export function referenceProblems(definition: Definition): Problem[] {
  const { start, states, actions, order = {}, routing = [], deadlines = [] } = definition
  const state = (path: string, key: string) => missing(states, 'L’état', path, key)
  const action = (path: string, key: string) => missing(actions, 'L’action', path, key)
  const each = (path: string, keys: string[] = [], look: typeof state) =>
    keys.flatMap((key, index) => look(`${path}/${index}`, key))

  return [
    ...state('/start', start),
    ...each('/order/states', order.states, state),
    ...each('/order/actions', order.actions, action),
    ...Object.entries(actions).flatMap(([key, { from, to, completes }]) => [
      ...each(`/actions/${key}/from`, from, state),
      ...(to.startsWith('@') ? [] : state(`/actions/${key}/to`, to)),
      ...(completes === undefined ? [] : state(`/actions/${key}/completes`, completes)),
    ]),
    ...routing.flatMap((rule, index) => action(`/routing/${index}/do`, rule.do)),
    ...deadlines.flatMap((deadline, index) => [
      ...each(`/deadlines/${index}/in`, deadline.in, state),
      ...each(`/deadlines/${index}/suspendedIn`, deadline.suspendedIn, state),
      ...(deadline.do === undefined ? [] : action(`/deadlines/${index}/do`, deadline.do)),
    ]),
  ]
}

function missing(record: object, what: string, path: string, key: string): Problem[] {
  return Object.hasOwn(record, key) ? [] : [{ path, message: fr`${what} « ${key} » n’existe pas.` }]
}

/** Are the services and the mail templates those that the commune has? */
export function outsideProblems(definition: Definition, context: CheckContext): Problem[] {
  const services = Object.keys(definition.services ?? {})
  const named = Object.entries(definition.actions).flatMap(([key, action]) =>
    namedServices(action).map((id) => ({ path: `/actions/${key}`, id }))
  )
  return [
    ...named
      .filter(({ id }) => !services.includes(id))
      .map(({ path, id }) => ({ path, message: fr`Le service « ${id} » n’a pas de nom ici.` })),
    ...services
      .filter((id) => context.services && !context.services.includes(id))
      .map((id) => ({
        path: `/services/${id}`,
        message: fr`La commune n’a pas de service « ${definition.services![id]!} ».`,
      })),
    ...papers(definition)
      .filter(({ template }) => !Object.hasOwn(definition.certificates ?? {}, template))
      .map(({ path, template }) => ({
        path,
        message: fr`Le document « ${template} » n’a pas de texte.`,
      })),
    ...templatesOf(definition)
      .filter(({ template }) => context.templates && !context.templates.includes(template))
      .map(({ path, template }) => ({
        path,
        message: fr`Le modèle de courriel ou de document « ${template} » n’existe pas.`,
      })),
  ]
}

function namedServices({ for: whom, assigns }: Action): string[] {
  return [
    ...(Array.isArray(whom) ? whom : []),
    ...(typeof assigns === 'object' ? [assigns.service] : []),
  ]
}

/** The papers that a definition makes, with where. */
function papers({ receipt = [], actions }: Definition): { path: string; template: string }[] {
  return [
    ...receipt.map((effect, index) => ({ path: `/receipt/${index}`, effect })),
    ...Object.entries(actions).flatMap(([key, { effects = [] }]) =>
      effects.map((effect, index) => ({ path: `/actions/${key}/effects/${index}`, effect }))
    ),
  ].flatMap(({ path, effect }) =>
    effect.type === 'certificate' ? [{ path, template: effect.template }] : []
  )
}

/** Every mail template that a definition uses, with where. */
export function templatesOf(definition: Definition): { path: string; template: string }[] {
  const { receipt = [], actions, deadlines = [] } = definition
  return [
    ...receipt.map((effect, index) => ({ path: `/receipt/${index}`, effect })),
    ...Object.entries(actions).flatMap(([key, { effects = [] }]) =>
      effects.map((effect, index) => ({ path: `/actions/${key}/effects/${index}`, effect }))
    ),
    ...deadlines.flatMap(({ remind = [], alert }, at) => [
      ...remind.map((effect, index) => ({ path: `/deadlines/${at}/remind/${index}`, effect })),
      ...(alert ? [{ path: `/deadlines/${at}/alert`, effect: alert }] : []),
    ]),
  ].flatMap(({ path, effect }) =>
    'template' in effect && !('type' in effect && effect.type === 'certificate')
      ? [{ path, template: effect.template }]
      : []
  )
}
