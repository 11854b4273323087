import { openBureau } from '#tests/support/bureau'
import { Visitor } from '#tests/support/visitor'
import type { LivedIn } from './lived_in.js'

/** Someone who holds all that a commune hands out: its liens opened, its dossiers in the session. */
export async function aHolder(commune: LivedIn, visitor = commune.visitor()): Promise<Visitor> {
  const { draft, submitted, transferred, consulted } = commune
  await visitor.get(`/reprendre/${draft.tokens.draft}`)
  await visitor.get(`/suivi/${submitted.tokens.follow}`)
  await visitor.get(`/suivi/${transferred.tokens.follow}`)
  await visitor.get(`/service/${transferred.tokens.service}`)
  await visitor.get(`/avis/${consulted.tokens.opinion}`)
  await openBureau(commune, visitor)
  return visitor
}

/** The same browser state on another commune's host, as nobody but an attacker would carry it. */
export function carried(from: Visitor, to: LivedIn): Visitor {
  const visitor = new Visitor(to.host)
  for (const [name, value] of from.cookies) visitor.cookies.set(name, value)
  return visitor
}

export const SIGNED_IN = ['an agent of here', 'a superviseur of here', 'an admin of here']

export const CALLERS = [
  'a stranger',
  'a holder of liens here',
  ...SIGNED_IN,
  'a holder of liens there',
  'an agent of there',
  'a superviseur of there',
  'an admin of there',
]

/** Everyone who may come to `here`, and knows or holds something of `elsewhere`. */
export async function callers(here: LivedIn, elsewhere: LivedIn): Promise<Record<string, Visitor>> {
  return {
    'a stranger': here.visitor(),
    'a holder of liens here': await aHolder(here),
    'an agent of here': await here.signedIn('accueil'),
    'a superviseur of here': await here.signedIn('superviseur'),
    'an admin of here': await here.signedIn('admin'),
    'a holder of liens there': carried(await aHolder(elsewhere), here),
    'an agent of there': carried(await elsewhere.signedIn('accueil'), here),
    'a superviseur of there': carried(await elsewhere.signedIn('superviseur'), here),
    'an admin of there': carried(await elsewhere.signedIn('admin'), here),
  }
}

/** As its session stands, so that one request does not clean the session of the next. */
export function again(visitor: Visitor): Visitor {
  const copy = new Visitor(visitor.host)
  for (const [name, value] of visitor.cookies) copy.cookies.set(name, value)
  return copy
}
