import type { HttpContext } from '@adonisjs/core/http'
import Demarche from '#catalogue/demarche'
import { builderPath } from '#desks/admin/builder/address'

/** The tour of the builder, on a form of the commune; nothing is changed by looking. */
export default class BuilderToursController {
  async show({ response }: HttpContext) {
    const demarche = await Demarche.query().orderBy('position').orderBy('title').first()
    if (!demarche) return response.redirect('/admin/demarches/nouvelle')
    return response.redirect().withQs({ visite: '1' }).toPath(builderPath(demarche.slug))
  }
}
