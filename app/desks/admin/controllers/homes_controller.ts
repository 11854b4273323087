import type { HttpContext } from '@adonisjs/core/http'
import { errorsOf, filled, type FormErrors } from '#desks/admin/form_errors'
import { takePictures } from '#desks/admin/pictures'
import { homeValidator } from '#desks/admin/validators'
import { contrastOnWhite, legible } from '#shared/colour'
import { channelsOf } from '#shared/luminance'
import { t } from '#shared/translate'
import { changeCommune } from '#tenancy/change_commune'
import { differences, recordChange } from '#tenancy/changes'

/** The home page of the commune: its looks, its words, how to reach it. */
export default class HomesController {
  async edit(ctx: HttpContext) {
    const { name, branding, contact } = ctx.commune
    return show(ctx, { name, ...branding, ...contact })
  }

  async update(ctx: HttpContext) {
    const { commune, request, response, session, account } = ctx
    const [invalid, input] = await homeValidator.tryValidate(filled(request.all()))
    if (invalid) return show(ctx, request.all(), errorsOf(invalid))

    const {
      name,
      address,
      phone,
      email,
      hours,
      remove_logo: noLogo,
      remove_photo: noPhoto,
      ...words
    } = input
    const pictures = await takePictures(request, { logo: !!noLogo, photo: !!noPhoto })
    if ('errors' in pictures) return show(ctx, request.all(), pictures.errors)

    const { arms, logo, photo } = commune.branding
    const branding = { arms, logo, photo, ...pictures.changed, ...words }
    const contact = { address, phone, email, hours }
    const before = { name: commune.name, ...commune.branding, ...commune.contact }
    const details = differences(NAMES, before, { name, ...branding, ...contact })
    await changeCommune({ name, branding: present(branding), contact: present(contact) })
    if (details.length > 0 || Object.keys(pictures.changed).length > 0) {
      const label = 'Accueil du site modifié'
      await recordChange({ subject: 'home', subjectLabel: name, label, details }, account)
    }
    session.flash('success', t('admin.home.saved'))
    return response.redirect('/admin/accueil')
  }
}

const NAMES = {
  name: 'Nom',
  motto: 'Devise',
  welcome: 'Message d’accueil',
  colour: 'Couleur',
  credit: 'Crédit de la photo',
  address: 'Adresse',
  phone: 'Téléphone',
  email: 'Courriel',
  hours: 'Horaires',
  director: 'Directeur de la publication',
  host: 'Hébergeur',
  dpo: 'Délégué à la protection des données',
}

/** What has no value is left out of what is kept. */
function present<T extends object>(values: T) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<T>
}

async function show(ctx: HttpContext, typed: Record<string, unknown>, errors: FormErrors = {}) {
  const { commune, response, view } = ctx
  if (Object.keys(errors).length > 0) response.status(422)
  const chosen = legible(commune.branding.colour) ? commune.branding.colour! : null
  return view.render('pages/admin/home', {
    typed,
    errors,
    colour: chosen && {
      chosen,
      shown: legible(chosen),
      contrast: (Math.floor(contrastOnWhite(channelsOf(chosen)) * 10) / 10)
        .toString()
        .replace('.', ','),
    },
  })
}
