import type { HttpContext } from '@adonisjs/core/http'
import { Certificate, readCode } from '#dossiers/certificate'
import { count, isOver } from '../throttles.js'

/** Anyone who holds a paper checks here what it was when it was made. */
export default class CertificatesController {
  async index({ request, response, view }: HttpContext) {
    const typed = request.input('code')
    const code = readCode(typed)
    if (code) return response.redirect(`/verifier/${code}`)
    const tried = typeof typed === 'string' && typed.trim() !== ''
    response.status(tried ? 422 : 200)
    return view.render('pages/usager/verify', { code: tried ? typed : '', tried })
  }

  async show(ctx: HttpContext) {
    const { params, response, view } = ctx
    if (await isOver(ctx, 'token')) await count(ctx, 'token')
    const code = readCode(params.code)
    const certificate = code
      ? await Certificate.query().where('code', code).whereNotNull('issuedAt').first()
      : null
    // What a paper says is for who holds it, and for no search engine.
    response.header('X-Robots-Tag', 'noindex')
    if (!certificate) {
      await count(ctx, 'token')
      response.status(404)
    }
    return view.render('pages/usager/verify', { code: params.code, tried: true, certificate })
  }
}
