import type { HttpContext } from '@adonisjs/core/http'
import type { DraftOutcome } from '#catalogue/actions/edit_draft'
import type Demarche from '#catalogue/demarche'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { placeHref, type Standing, standingIn, type Volet } from './address.js'
import type { Typed } from './panel.js'
import type { Shown } from './screen.js'
import { isFetched, sendScreen } from './send_screen.js'

interface Answered {
  /** Where it was asked from. */
  at: Standing
  /** What to show once it is done. */
  volet?: Volet
  /** What was done, in words. */
  say: string
  /** To be shown again where it could not be done. */
  typed?: Typed
  /** More for the address of the next page, without a script. */
  query?: string
}

/** After a change: the form as it is now, at what was changed; or what stands in the way. */
export async function answerChange(
  ctx: HttpContext,
  demarche: Demarche,
  outcome: DraftOutcome,
  { at, volet = 'essentiel', say, typed, query = '' }: Answered
) {
  const builder = { demarche, draft: outcome.draft }
  switch (outcome.type) {
    case 'done':
    case 'nothing': {
      const q = (outcome.type === 'done' && outcome.path) || at.q
      const now: Standing = { q, volet }
      if (!isFetched(ctx)) {
        if (outcome.type === 'done') ctx.session.flash('success', say)
        const href = placeHref(demarche.slug, now)
        const more = query && `${href.includes('?') ? '&' : '?'}${query}`
        return ctx.response.redirect().status(303).toPath(`${href}${more}`)
      }
      const before = outcome.type === 'done' ? outcome.before : outcome.draft
      const seen = { document: before.document, at: standingIn(ctx.request.body()) }
      const shown: Shown = { at: now, ...(query && typed && { typed }) }
      return sendScreen(ctx, builder, shown, {
        seen,
        say: outcome.type === 'done' ? say : undefined,
      })
    }
    case 'overtaken': {
      const { savedBy, savedAt } = outcome.draft
      const text = t('builder.conflict.text', {
        name: savedBy ?? t('builder.conflict.someone'),
        when: formatters.ago(savedAt) || t('builder.conflict.now'),
      })
      const alert = { tone: 'warning' as const, title: t('builder.conflict.title'), text }
      return sendScreen(ctx, builder, { at, typed, alert }, { status: 409, say: text })
    }
    case 'missing': {
      const text = t('builder.refused.missing')
      return sendScreen(
        ctx,
        builder,
        { at, typed, alert: { tone: 'error', text } },
        { status: 409, say: text }
      )
    }
    case 'refused': {
      const lines = [...new Set(outcome.problems.map(({ message }) => message))]
      return refuse(ctx, builder, { at, typed }, lines)
    }
    case 'in-use': {
      const lines = outcome.uses.map(({ title }) => t('builder.refused.computed', { title }))
      return refuse(ctx, builder, { at, typed }, lines)
    }
  }
}

/** Nothing was done, for these reasons: 422, with what was typed. */
export async function refuse(
  ctx: HttpContext,
  builder: { demarche: Demarche; draft: DraftOutcome['draft'] },
  shown: Shown,
  lines: string[]
) {
  const text = t('builder.refused.title')
  const alert = { tone: 'error' as const, text, lines }
  const seen = { document: builder.draft.document, at: shown.at }
  const say = [text, ...lines].join(' ')
  return sendScreen(ctx, builder, { ...shown, alert }, { status: 422, say, seen })
}
