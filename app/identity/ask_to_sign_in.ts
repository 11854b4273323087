import type { HttpContext } from '@adonisjs/core/http'
import { typedIn } from '#shared/exception_handler'

/** Who was signed out while typing keeps what they typed: sign in beside, then send again. */
export async function askToSignIn(ctx: HttpContext) {
  const { request, response, view } = ctx
  if (request.method() === 'GET') {
    return response
      .redirect()
      .withQs({ retour: request.url(true) })
      .toPath('/connexion')
  }
  const requestId = request.id()
  const page = await view.render('pages/errors/expired', {
    ...typedIn(ctx),
    signIn: true,
    requestId,
  })
  return response.status(401).send(page)
}
