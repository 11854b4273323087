import { Visitor } from '#tests/support/visitor'
import { AGENT, type Town } from './town.js'

/** The Cookie header of a visitor's browser. */
const cookieOf = (visitor: Visitor) =>
  [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')

/** Signs the agent in. @returns the cookie of the session */
export async function signIn(town: Town, port: number): Promise<string> {
  const agent = new Visitor(town.host, port)
  const page = await agent.submit(await agent.get('/connexion'), AGENT)
  if (page.path === '/connexion') throw new Error(`Not signed in: ${page.text}`)
  return cookieOf(agent)
}

/**
 * Each draft in a browser of its own, up to the page « Vérifiez vos réponses »: what remains is to
 * press « Envoyer ».
 *
 * @returns the requests that send them
 */
export async function readyToSend(
  town: Town,
  port: number,
  drafts: { id: string; token: string }[]
) {
  const ready = []
  for (const { id, token } of drafts) {
    const usager = new Visitor(town.host, port)
    const { html, path } = await usager.get(`/reprendre/${token}`)
    const form = html.querySelector('form[action$="/envoi"]')
    if (!form) throw new Error(`Not ready to be sent: ${path}`)
    const fields = form
      .querySelectorAll('input[type="hidden"]')
      .map((field) => [field.getAttribute('name')!, field.getAttribute('value') ?? ''])
    ready.push({
      method: 'POST' as const,
      path: `/brouillons/${id}/envoi`,
      headers: {
        'host': town.host,
        'cookie': cookieOf(usager),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields).toString(),
    })
  }
  return ready
}
