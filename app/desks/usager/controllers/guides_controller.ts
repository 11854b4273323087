import { existsSync } from 'node:fs'
import type { HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import { type Guide, GUIDE_ROLES, guidePath, GUIDES } from '../guides.js'

/** `/aide`, and `/aide/<role>` for those who work with the dossiers. */
export default class GuidesController {
  async show({ request, view }: HttpContext) {
    const path = request.url().replace(/\/$/, '')
    const role = GUIDE_ROLES.find((one) => guidePath(one) === path) ?? 'usager'
    return view.render('pages/usager/guide', {
      role,
      roles: GUIDE_ROLES.map((one) => ({ role: one, href: guidePath(one) })),
      steps: GUIDES[role].map((step) => ({ step, picture: pictureOf(role, step) })),
    })
  }
}

/** Pictures do not change while the server runs. */
const known = new Map<string, string | null>()

function pictureOf(role: Guide, step: string): string | null {
  const path = `/guides/${role}-${step}.webp`
  if (!known.has(path)) known.set(path, existsSync(app.publicPath(path)) ? path : null)
  return known.get(path)!
}
