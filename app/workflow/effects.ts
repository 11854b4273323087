import type { Definition, EffectSpec } from './definition.js'
import { namedAt } from './permission.js'
import type { Effect, Standing } from './standing.js'

/**
 * What has to be carried out after a step. What the definition asks for is resolved to real
 * recipients; revocations, closing and reopening follow from where the dossier went.
 */
export function effectsOf(
  definition: Definition,
  specs: EffectSpec[] | undefined,
  before: Standing | null,
  after: Standing
): Effect[] {
  return [
    ...revocations(definition, before, after),
    ...(specs ?? []).flatMap((spec) => resolve(definition, spec, before, after)),
    ...closing(definition, before, after),
  ]
}

function resolve(
  definition: Definition,
  spec: EffectSpec,
  before: Standing | null,
  after: Standing
): Effect[] {
  if (spec.type !== 'notify') return [{ ...spec }]
  const { to, template } = spec
  switch (to) {
    case 'service':
      return after.serviceId === null ? [] : [lien(after.serviceId, 'treat', template)]
    case 'consulted':
      return newlyAsked(before, after).map((id) => lien(id, 'opinion', template))
    case 'holder':
      return after.holder === null
        ? []
        : resolve(definition, { ...spec, to: after.holder }, before, after)
    case 'named':
      return namedAt(definition, after.state).map((id) => lien(id, 'treat', template))
    default:
      return [{ type: 'notify', to, template }]
  }
}

function lien(serviceId: string, purpose: 'treat' | 'opinion', template: string): Effect {
  return { type: 'lien', to: 'service', serviceId, purpose, template }
}

/** Those asked by this very step; a reminder, which asks nobody, goes to all who are awaited. */
function newlyAsked(before: Standing | null, after: Standing): string[] {
  const awaited = after.opinions.filter(({ answeredAt }) => answeredAt === null)
  const asked = awaited.filter((opinion) => !before?.opinions.includes(opinion))
  return (asked.length ? asked : awaited).map(({ serviceId }) => serviceId)
}

function revocations(definition: Definition, before: Standing | null, after: Standing): Effect[] {
  if (!before) return []
  const kept = definition.states[after.state]!.final ? [] : linked(definition, after)
  return linked(definition, before)
    .filter((serviceId) => !kept.includes(serviceId))
    .map((serviceId) => ({ type: 'revoke-liens', serviceId }))
}

/** The services that hold a link: the one in charge, those that are named, those whose opinion is awaited. */
function linked(definition: Definition, { state, serviceId, opinions }: Standing): string[] {
  const awaited = opinions.filter(({ answeredAt }) => answeredAt === null)
  const ids = [...namedAt(definition, state), ...awaited.map((opinion) => opinion.serviceId)]
  return [...new Set(serviceId === null ? ids : [serviceId, ...ids])]
}

function closing(definition: Definition, before: Standing | null, after: Standing): Effect[] {
  const was = before && definition.states[before.state]!.final
  const is = definition.states[after.state]!.final
  if (is && is !== was) return [{ type: 'close', final: is }]
  return was && !is ? [{ type: 'reopen' }] : []
}
