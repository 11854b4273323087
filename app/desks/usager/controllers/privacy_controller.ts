import type { HttpContext } from '@adonisjs/core/http'
import { rightsDemarche } from '#catalogue/rights'
import { sql } from '#tenancy/scope'

export default class PrivacyController {
  /** With how long each démarche keeps what it is sent, where the commune says. */
  async show({ view }: HttpContext) {
    const kept = await sql<{ title: string; months: number }>(
      `select title, retention_months as months from demarches
       where retention_months is not null and version_id is not null order by position, title`
    )
    return view.render('pages/usager/privacy', { kept, demarche: await rightsDemarche() })
  }
}
