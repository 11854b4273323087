import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { type Typed, typedIn } from '#dossiers/action_input'
import { ruledAnswers } from '#notifications/trials/answers'
import { type OpenedAction, showTrial, type Tried } from '#notifications/trials/page'
import { groundOf, openWalk, workflowToTry } from '#notifications/trials/walks'
import { notFound } from '#shared/not_found'
import { type Definition, follow, type Ground, nextDue, obstacles, type Walk } from '#workflow/main'

/**
 * A workflow tried with a fictitious dossier: who acts, what is typed, the days that pass, the mails
 * that would leave. The walk goes round with the page; nothing else is kept of it.
 */
export default class TrialsController {
  async show(ctx: HttpContext) {
    const { definition, ground } = await tried(ctx)
    const asks = ruledAnswers(definition).length > 0
    const walk = asks || obstacles(definition).length > 0 ? null : newWalk()
    return showTrial(ctx, { definition, ground, walk })
  }

  async store(ctx: HttpContext) {
    const { definition, ground } = await tried(ctx)
    const { request, params } = ctx
    if (obstacles(definition).length > 0) return showTrial(ctx, { definition, ground, walk: null })
    const go = String(request.input('go') ?? '')
    if (go === 'begin') {
      const chosen = ruledAnswers(definition).find(({ value }) => value === request.input('facts'))
      return showTrial(ctx, { definition, ground, walk: newWalk(chosen?.facts) })
    }

    const walk = openWalk(request.input('walk'), params.slug)
    if (!walk) return showTrial(ctx, { definition, ground, walk: null, notice: 'lost' })
    const at = { definition, ground, walk }
    switch (go) {
      case 'back':
        return showTrial(ctx, { ...at, walk: { ...walk, moves: walk.moves.slice(0, -1) } })
      case 'day':
      case 'week':
        return showTrial(ctx, passing(at, { days: go === 'day' ? 1 : 7 }))
      case 'due':
        return showTrial(ctx, passing(at, 'due'))
      case 'act':
        return act(ctx, at)
      default:
        return showTrial(ctx, { ...at, open: openedIn(go, definition) })
    }
  }
}

interface At {
  definition: Definition
  ground: Ground
  walk: Walk
}

async function tried(ctx: HttpContext): Promise<{ definition: Definition; ground: Ground }> {
  const definition = await workflowToTry(ctx.params.slug)
  if (!definition) throw notFound(ctx)
  return { definition, ground: await groundOf(definition) }
}

function newWalk(facts: Walk['facts'] = {}): Walk {
  return { begun: new Date().toISOString(), facts, moves: [] }
}

/** Days of the calendar at the same hour, or until what comes next by itself. */
function passing({ definition, ground, walk }: At, by: { days: number } | 'due'): Tried {
  const { now, standing } = follow(definition, walk, ground)
  const until =
    by === 'due'
      ? nextDue(definition, standing, ground.calendar)
      : DateTime.fromISO(now, { zone: ground.calendar.timeZone }).plus(by).toUTC().toISO()
  const moves = until === null ? walk.moves : [...walk.moves, { type: 'wait' as const, until }]
  return { definition, ground, walk: { ...walk, moves } }
}

async function act(ctx: HttpContext, at: At) {
  const { definition, ground, walk } = at
  const { request } = ctx
  const open = openedIn(`${request.input('by')} ${request.input('action')}`, definition)
  if (!open) return showTrial(ctx, at)

  const fields = definition.actions[open.action]!.form ?? []
  const typed = typedIn(fields, request.input('f'))
  const files = fields.filter(({ kind }) => kind === 'files').map(({ key }) => [key, ['fichier']])
  const input = { ...typed, ...Object.fromEntries(files) }
  const longer: Walk = {
    ...walk,
    moves: [...walk.moves, { type: 'act', by: open.by, action: open.action, input }],
  }
  const { refused } = follow(definition, longer, ground)
  if (!refused) return showTrial(ctx, { ...at, walk: longer })
  return showTrial(ctx, { ...at, open: { ...open, typed, errors: refused.errors } })
}

/** Of a button: `accueil refuser`, `service:voirie accepter`. Null for what the workflow has not. */
function openedIn(text: string, definition: Definition): OpenedAction | null {
  const [, role, serviceId, action] =
    /^(usager|accueil|superviseur|service)(?::(\S+))? (\w+)$/.exec(text) ?? []
  if (!action || !Object.hasOwn(definition.actions, action)) return null
  const by = { role: role as 'usager', ...(serviceId ? { serviceId } : {}) }
  return { by, action, typed: {} as Typed, errors: [] }
}
