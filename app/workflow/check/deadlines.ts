import type { Deadline, Definition } from '../definition.js'
import { type Span, parseDuration } from '../duration.js'
import { fr } from '../french.js'
import type { Problem } from './problem.js'

/** Can each deadline be counted, and be carried out when it comes? */
export function deadlineProblems(definition: Definition): Problem[] {
  const { deadlines = [] } = definition
  return deadlines.flatMap((deadline, index) => {
    const again = deadlines.findIndex(({ key }) => key === deadline.key) !== index
    return [
      ...(again
        ? [{ path: 'key', message: fr`Deux délais portent le nom « ${deadline.key} ».` }]
        : []),
      ...scopeProblems(deadline),
      ...durationProblems(deadline),
      ...outcomeProblems(definition, deadline),
    ].map(({ path, message }) => ({ path: `/deadlines/${index}/${path}`, message }))
  })
}

function scopeProblems({ in: states, since, suspendedIn }: Deadline): Problem[] {
  if ((states === undefined) === (since === undefined)) {
    const message = 'Un délai court soit dans des états, soit depuis la demande.'
    return [{ path: states ? 'in' : 'since', message }]
  }
  return suspendedIn && !since
    ? [{ path: 'suspendedIn', message: 'Seul un délai qui court depuis la demande se suspend.' }]
    : []
}

function durationProblems(deadline: Deadline): Problem[] {
  const { after, remind = [], working } = deadline
  const end = parseDuration(after)
  const told = end ? spanProblems('after', end, working) : [unreadable('after', after)]
  for (const [index, reminder] of remind.entries()) {
    const path = `remind/${index}/after`
    const span = parseDuration(reminder.after)
    if (!span) told.push(unreadable(path, reminder.after))
    else if (end && length(span) >= length(end)) {
      told.push({ path, message: 'Un rappel vient avant la fin du délai.' })
    } else told.push(...spanProblems(path, span, working))
    const previous = index > 0 ? parseDuration(remind[index - 1]!.after) : null
    if (span && previous && length(span) <= length(previous)) {
      told.push({ path, message: 'Les rappels se suivent du premier au dernier.' })
    }
  }
  return told
}

function spanProblems(path: string, span: Span, working?: boolean): Problem[] {
  const message = 'Un délai en jours ouvrés se compte en jours ou en semaines, un an au plus.'
  return working && (span.years || span.months || span.hours || span.days > 366)
    ? [{ path, message }]
    : []
}

function unreadable(path: string, text: string): Problem {
  return { path, message: fr`« ${text} » n’est pas une durée (exemples : P30D, P2M, PT48H).` }
}

/** In days, roughly: only to compare delays of one deadline. */
function length({ years, months, days, hours }: Span): number {
  return years * 365.25 + months * 30.4 + days + hours / 24
}

function outcomeProblems(definition: Definition, deadline: Deadline): Problem[] {
  const { do: key, with: input, remind, alert, past } = deadline
  if (key === undefined) {
    const told: Problem[] = []
    if (!remind?.length && !alert) told.push({ path: 'do', message: 'Ce délai ne fait rien.' })
    if (input || past) told.push({ path: 'do', message: 'Ce délai ne fait aucune action.' })
    return told
  }
  const action = definition.actions[key]!
  const told: Problem[] = []
  if (!action.by.includes('system')) {
    told.push({ path: 'do', message: 'Le système n’a pas le droit de faire cette action.' })
  }
  if (action.to === '@same') {
    told.push({ path: 'do', message: 'Un délai doit faire avancer le dossier.' })
  }
  for (const state of counted(definition, deadline)) {
    if (action.from.includes(state)) continue
    const { label } = definition.states[state]!
    told.push({ path: 'do', message: fr`Cette action n’existe pas dans l’état « ${label} ».` })
  }
  return told
}

/** The states in which the deadline can come to its end. */
function counted({ states }: Definition, { in: inside, suspendedIn = [] }: Deadline): string[] {
  if (inside) return inside
  return Object.keys(states).filter((key) => !states[key]!.final && !suspendedIn.includes(key))
}
