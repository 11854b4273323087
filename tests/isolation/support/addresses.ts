import router from '@adonisjs/core/services/router'
import { consoleHost } from '#tenancy/hostnames'
import type { LivedIn, Reachable } from './lived_in.js'

export interface Address {
  method: 'GET' | 'POST'
  /** As the router has it. */
  pattern: string
  path: string
}

/** What begins like this is about one of these dossiers. */
const DOSSIERS: Record<string, (of: LivedIn) => Reachable[]> = {
  '/brouillons/:id': ({ draft, submitted }) => [draft, submitted],
  '/dossiers/:id': ({ submitted, draft }) => [submitted, draft],
  '/accueil/dossiers/:id': ({ submitted, transferred }) => [submitted, transferred],
  '/service/dossiers/:id': ({ transferred }) => [transferred],
  '/service/bureau/dossiers/:id': ({ transferred }) => [transferred],
  '/avis/dossiers/:id': ({ consulted }) => [consulted],
  '/superviseur/dossiers/:id': ({ draft, submitted, transferred }) => [
    draft,
    submitted,
    transferred,
  ],
}

/** And what these parameters may be, in an address about a dossier. */
const OF_DOSSIER: Record<string, (dossier: Reachable) => string[]> = {
  id: ({ id }) => [id],
  pieceId: ({ pieceId }) => [pieceId],
  action: () => ['accepter'],
  question: () => ['demande.objet'],
  page: () => ['demande'],
}

const OTHERS: Record<string, (of: LivedIn, mailIds: string[]) => string[]> = {
  '/demarches/:slug': ({ ownSlug }) => [ownSlug],
  '/admin/services/:id': ({ services }) => [services.voirie],
  '/admin/agents/:id': ({ accounts }) => [accounts.accueil.id],
  '/admin/listes/:id': ({ listId }) => [listId],
  '/admin/circuits/:slug': ({ ownWorkflow }) => [ownWorkflow],
  '/admin/liaisons/:id': ({ webhookId }) => [webhookId],
  '/admin/donnees/:id': ({ exportId }) => [exportId],
  '/accueil/exports/:id': ({ listExports }) => [listExports.accueil],
  '/superviseur/exports/:id': ({ listExports }) => [listExports.superviseur],
  '/invitation/:token': ({ invitation }) => [invitation],
  '/images/:id': ({ pictureId }) => [pictureId],
  '/admin/demarches/:slug': ({ ownSlug }) => [ownSlug],
  '/affiches/:slug': ({ ownSlug }) => [ownSlug],
  '/d/:short': ({ ownShort }) => [ownShort],
  '/formulaires/:file': ({ ownScript }) => [ownScript],
  '/reprendre/:token': ({ draft }) => Object.values(draft.tokens),
  '/suivi/:token': ({ submitted }) => Object.values(submitted.tokens),
  '/mes-donnees/:token': ({ submitted }) => Object.values(submitted.tokens),
  '/accueil/lots/:id': ({ batch }) => [batch],
  '/superviseur/lots/:id': ({ givenBatch }) => [givenBatch],
  '/vues/:id': ({ viewId }) => [viewId],
  '/verifier/:code': ({ certificate }) => [certificate],
  '/avis/:token': ({ consulted }) => Object.values(consulted.tokens),
  '/service/bureau/:id': ({ services }) => [services.voirie],
  '/service/:token': ({ transferred }) => Object.values(transferred.tokens),
  '/signalements/suivre/:token': ({ watchToken }) => [watchToken],
  '/_boite/:id': (_of, mailIds) => mailIds,
}

/** The same in every commune, about nobody; and why. */
const OF_NOBODY: Record<string, string> = {
  '/visites/:tour': 'the name of a tour, for the account that is signed in',
  '/aide/questions/:type': 'the help of an answer type; what is tried there is not kept',
}

/** Every route of a commune's site. */
export function everyRoute() {
  return routesOf('root')
}

/** Every route of the operators' console, which has a host of its own. */
export function consoleRoutes() {
  return routesOf(consoleHost()!)
}

function routesOf(domain: string) {
  const routes = router.toJSON()[domain] ?? []
  return routes.flatMap(({ pattern, methods }) =>
    methods
      .filter((method) => method !== 'HEAD')
      .map((method) => ({ method: method as Address['method'], pattern }))
  )
}

/**
 * Where a route leads with what this commune holds; nothing for a route without parameters.
 *
 * @throws for a route that nobody told how to fill: whoever adds one says here whose it is
 */
export function addressesOf(
  { method, pattern }: ReturnType<typeof everyRoute>[number],
  commune: LivedIn,
  mailIds: string[]
): Address[] {
  if (!pattern.includes(':') || Object.hasOwn(OF_NOBODY, pattern)) return []
  const paths = pathsOf(pattern, commune, mailIds)
  for (const path of paths) {
    const matched = router.match(path, method, false)?.route.pattern
    if (matched !== pattern) throw new Error(`${path} leads to ${matched}, not to ${pattern}`)
  }
  if (paths.length === 0) throw new Error(`Nothing to try ${method} ${pattern} with`)
  return paths.map((path) => ({ method, pattern, path }))
}

function pathsOf(pattern: string, commune: LivedIn, mailIds: string[]): string[] {
  const begins = (known: string) => pattern === known || pattern.startsWith(`${known}/`)
  const about = Object.keys(DOSSIERS).find(begins)
  if (about) return DOSSIERS[about]!(commune).flatMap((dossier) => filled(pattern, dossier))

  const other = Object.keys(OTHERS).find(begins)
  if (!other) throw new Error(`No one says whose ${pattern} is: add it to DOSSIERS or to OTHERS`)
  const name = /:\w+$/.exec(other)![0]
  return OTHERS[other]!(commune, mailIds).map((value) => pattern.replace(name, value))
}

function filled(pattern: string, dossier: Reachable): string[] {
  return pattern
    .split('/')
    .reduce<string[]>(
      (paths, part) => {
        const values = part.startsWith(':') ? OF_DOSSIER[part.slice(1)]?.(dossier) : [part]
        if (!values) throw new Error(`No one says what ${part} is in ${pattern}`)
        return paths.flatMap((path) => values.map((value) => (path ? `${path}/${value}` : value)))
      },
      ['']
    )
    .map((path) => (path.startsWith('/') ? path : `/${path}`))
}
