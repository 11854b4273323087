import string from '@adonisjs/core/helpers/string'
import { slug as slugMatcher } from '#shared/matchers'
import { t } from '#shared/translate'
import { isTaken } from '#desks/operator/queries/communes'
import { line, outcome, type Errors, type Step } from '#desks/operator/wizard/step'
import { communeDomain, isOurs, readHost } from '#tenancy/hostnames'

/** Under which names the commune is found: one of the platform's and, if it has one, its own. */
export const address: Step = {
  path: 'adresse',
  isDone: ({ address: known }) => known !== undefined,
  fields: ({ town, address: known }) => ({
    slug: known?.slug ?? slugOf(town?.name ?? ''),
    own: known?.own ?? '',
  }),

  async show() {
    return { domain: communeDomain() }
  },

  async take(body, { answers }) {
    const slug = line(body.slug, 60).toLowerCase()
    const typed = line(body.own)
    const errors: Errors = {}
    const ours = slugMatcher.match.test(slug) ? readHost(`${slug}.${communeDomain()}`) : null
    if (!ours) errors.slug = t('operator.address.slug_form')
    else if ('problem' in ours) errors.slug = t(`operator.host.${ours.problem}`)
    else if (await isTaken(ours.host, slug)) errors.slug = t('operator.host.taken')

    const own = typed ? readHost(typed) : null
    if (own && 'problem' in own) errors.own = t(`operator.host.${own.problem}`)
    else if (own && isOurs(own.host)) errors.own = t('operator.address.own_ours')
    else if (own && (await isTaken(own.host))) errors.own = t('operator.host.taken')

    return outcome(errors, () => ({
      ...answers,
      address: {
        slug,
        host: (ours as { host: string }).host,
        own: own ? (own as { host: string }).host : null,
      },
    }))
  },
}

const slugOf = (name: string) =>
  string.slug(name.replace(/[’']/g, ' '), { lower: true, strict: true, locale: 'fr' }).slice(0, 60)
