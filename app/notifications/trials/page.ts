import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import type { Typed } from '#dossiers/action_input'
import { delaysOf } from '#dossiers/queries/dossier_file'
import { ruledAnswers } from '#notifications/trials/answers'
import { outgoingOf, type Scene } from '#notifications/trials/letters'
import { sealWalk } from '#notifications/trials/walks'
import { t } from '#shared/translate'
import {
  choices,
  type Definition,
  diagram,
  type Entry,
  type FieldError,
  follow,
  type Ground,
  nextDue,
  obstacles,
  publicStatus,
  type Walk,
  type Walked,
  type WalkedStep,
  type Walker,
} from '#workflow/main'

/** An action whose form is in front of whoever walks. */
export interface OpenedAction {
  by: Walker
  action: string
  typed: Typed
  errors: FieldError[]
}

export interface Tried {
  definition: Definition
  ground: Ground
  /** Null before the answers are chosen. */
  walk: Walk | null
  open?: OpenedAction | null
  /** The page came back with a walk that cannot be read. */
  notice?: 'lost'
}

export async function showTrial(ctx: HttpContext, tried: Tried) {
  const { definition, ground, walk, open = null, notice } = tried
  const errors = open?.errors ?? []
  ctx.response.status(notice ? 400 : errors.length > 0 ? 422 : 200)
  return ctx.view.render('pages/admin/workflows/trial', {
    label: definition.label,
    path: `/admin/circuits/${ctx.params.slug}`,
    notice,
    obstacles: obstacles(definition).map(({ message }) => message),
    errors: errors.map(({ field, message }) => ({ id: `action-${field}`, message })),
    answers: ruledAnswers(definition).map(({ value, facts, action }) => ({
      value,
      label: Object.entries(facts)
        .map(([question, answer]) => t('trial.answer', { question, answer: String(answer) }))
        .join(', '),
      help: action,
    })),
    empty: diagram(definition),
    trial: walk && (await trialOf(ctx, { definition, ground, walk }, open)),
  })
}

/** What a walk led to, as its page shows it. */
async function trialOf(
  { commune, params }: HttpContext,
  { definition, ground, walk }: { definition: Definition; ground: Ground; walk: Walk },
  open: OpenedAction | null
) {
  const walked = follow(definition, walk, ground)
  const kept = { ...walk, moves: walk.moves.slice(0, walked.made) }
  const { standing, steps, now } = walked
  const scene = { commune, definition, ground, begun: walk.begun }
  const entries = steps.flatMap((step) => step.entries)
  const actors = choices(definition, walked, ground).map(({ by, label, actions }) => ({
    key: keyOf(by),
    label:
      by.role === 'service'
        ? t('trial.actor_service', { name: label })
        : t(`trial.actor_${by.role}`),
    actions,
  }))
  return {
    sealed: sealWalk(kept, params.slug),
    moved: kept.moves.length > 0,
    shortened: kept.moves.length < walk.moves.length,
    now,
    state: { ...definition.states[standing.state]!, key: standing.state },
    usager: publicStatus(definition, standing),
    service: standing.serviceLabel,
    delays: await delaysOf(definition, standing, DateTime.fromISO(now)),
    next: nextDue(definition, standing, ground.calendar),
    diagram: diagram(definition, entries),
    actors,
    open: open && openForm(open, actors, walked, definition, ground),
    steps: await shownSteps(steps, scene),
  }
}

async function shownSteps(steps: WalkedStep[], scene: Scene) {
  const shown = []
  for (const step of steps) {
    const entries = step.entries.map((entry) => ({
      label: entry.label,
      at: entry.at,
      who: entry.actor.label,
      said: saidIn(scene.definition, entry),
      hidden: !entry.public,
    }))
    shown.push({ entries, outgoing: await outgoingOf(step, scene) })
  }
  return shown
}

const keyOf = ({ role, serviceId }: Walker) => (serviceId ? `${role}:${serviceId}` : role)

/** The form of an action that may be taken now; null where it may not. */
function openForm(
  { by, action, typed, errors }: OpenedAction,
  actors: { key: string; label: string; actions: { key: string; label: string }[] }[],
  { steps }: Walked,
  definition: Definition,
  { services, questions }: Ground
) {
  const actor = actors.find(({ key }) => key === keyOf(by))
  const chosen = actor?.actions.find(({ key }) => key === action)
  if (!actor || !chosen) return null
  const fields = definition.actions[action]!.form ?? []
  const proposed = fields.flatMap(({ key, prefill }) => {
    const earlier = prefill && steps.flatMap(({ entries }) => entries)
    const value = earlier?.findLast((one) => one.action === prefill!.action)?.data[prefill!.field]
    return typeof value === 'string' ? [[key, value]] : []
  })
  return {
    key: actor.key,
    actor: actor.label,
    action: chosen,
    fields: fields.filter(({ kind }) => kind !== 'files'),
    typed: { ...Object.fromEntries(proposed), ...typed },
    errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    choices: {
      services: services.map(({ id, label }) => ({ value: id, label })),
      questions: [
        {
          title: t('trial.questions'),
          options: questions.map(({ path, title }) => ({ value: path, label: title, help: '' })),
        },
      ],
    },
  }
}

/** What was typed in a step, under the titles of its fields. */
function saidIn(definition: Definition, { action, data }: Entry) {
  const fields = (action && definition.actions[action]?.form) || []
  return fields.flatMap(({ key, title, kind, visibility, choices: own }) => {
    const value = data[key]
    if (value === undefined || kind === 'files') return []
    const words = [value].flat().map((one) => wordOf(one, own))
    return [{ title, text: words.join(', '), internal: visibility === 'agents' }]
  })
}

function wordOf(value: unknown, own: { value: string; label: string }[] = []): string {
  if (typeof value === 'boolean') return t(value ? 'dossier.yes' : 'dossier.no')
  if (typeof value !== 'object' || value === null) {
    return own.find((choice) => choice.value === value)?.label ?? String(value)
  }
  const { label, title } = value as { label?: string; title?: string }
  return label ?? title ?? ''
}
