import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import { pathOf } from '#desks/admin/administered'
import { errorsOf, filled, type FormErrors } from '#desks/admin/form_errors'
import { openingValidator } from '#desks/admin/validators'
import { openingOf } from '#catalogue/opening'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { differences, recordChange } from '#tenancy/changes'

/** When a démarche can be done, how often, and whether the home page shows it. */
export default class OpeningsController {
  async edit(ctx: HttpContext) {
    const { closedAt, opensAt, closesAt, cap, visible } = ctx.demarche
    return show(ctx, {
      state: closedAt ? 'closed' : 'open',
      opens_on: opensAt?.setZone(ZONE).toISODate(),
      closes_on: closesAt?.setZone(ZONE).minus({ minutes: 1 }).toISODate(),
      cap,
      visible: visible ? ['1'] : [],
    })
  }

  async update(ctx: HttpContext) {
    const { demarche, request, response, session, account } = ctx
    const [invalid, input] = await openingValidator.tryValidate(filled(request.all()))
    if (invalid) return show(ctx, request.all(), errorsOf(invalid))

    const opensAt = startOf(input.opens_on)
    const closesAt = startOf(input.closes_on)?.plus({ days: 1 }) ?? null
    const errors: FormErrors = {
      ...(opensAt?.isValid === false && { opens_on: t('admin.errors.opens_on') }),
      ...(closesAt?.isValid === false && { closes_on: t('admin.errors.closes_on') }),
    }
    if (opensAt && closesAt && closesAt <= opensAt) errors.closes_on = t('admin.opening.order')
    if (Object.keys(errors).length > 0) return show(ctx, request.all(), errors)

    const before = inWords(demarche)
    const closedAt = input.state === 'open' ? null : (demarche.closedAt ?? DateTime.now())
    const visible = input.visible !== undefined
    demarche.merge({ closedAt, opensAt, closesAt, cap: input.cap ?? null, visible })
    const details = differences(NAMES, before, inWords(demarche))
    await demarche.save()
    if (details.length > 0) {
      const label = 'Ouverture modifiée'
      const subject = { subject: 'demarche' as const, subjectId: demarche.id }
      await recordChange({ ...subject, subjectLabel: demarche.title, label, details }, account)
    }
    session.flash('success', t('admin.saved'))
    return response.redirect(pathOf(demarche, 'ouverture'))
  }
}

/** France and Belgium share one clock. */
const ZONE = 'Europe/Paris'

const NAMES = {
  state: 'État',
  opens: 'Ouvre le',
  closes: 'Ferme après le',
  cap: 'Nombre de demandes',
  visible: 'Sur la page d’accueil',
}

function startOf(day: string | null | undefined): DateTime | null {
  return day ? DateTime.fromISO(day, { zone: ZONE }) : null
}

function inWords({ closedAt, opensAt, closesAt, cap, visible }: HttpContext['demarche']) {
  return {
    state: closedAt ? 'fermée' : 'ouverte',
    opens: formatters.shortDate(opensAt),
    closes: formatters.shortDate(closesAt?.minus({ minutes: 1 })),
    cap: cap?.toString() ?? '',
    visible,
  }
}

async function show(ctx: HttpContext, typed: object, errors: FormErrors = {}) {
  const { demarche, response, view } = ctx
  if (Object.keys(errors).length > 0) response.status(422)
  const opening = await openingOf(demarche.id)
  return view.render('pages/admin/demarches/opening', { demarche, opening, typed, errors })
}
