import type { FieldTemplateProps } from '@rjsf/utils'
import { createElement as h, Fragment, type ReactNode } from 'react'
import { layoutOf } from '../layout.js'
import { inline, markdown } from '../markdown.js'
import type { Page, Question } from '../question.js'
import { say } from '../say.js'
import type { RenderContext } from './context.js'
import { descriptionIds, errorId, helpId } from './ids.js'

interface Parts {
  question: Question
  id: string
  error?: string
  children: ReactNode
}

/** Label, help, error, field, in that order; nothing at all for what is hidden. */
export function FieldTemplate(props: FieldTemplateProps): ReactNode {
  const { fieldPathId, id, rawErrors, children, registry } = props
  const context = registry.formContext as RenderContext
  const path = fieldPathId.path.join('.')
  const question = context.question(path)
  const page = context.page(path)
  if (page) return context.isShown(path) ? section(page, id, context, children) : null
  // The form, the page and a row have no frame of their own here.
  if (!question || typeof fieldPathId.path.at(-1) === 'number') return h(Fragment, null, children)
  if (!context.isShown(path)) return null
  if (question.type.shape === 'none') return h(Reading, { question, id })
  const parts: Parts = { question, id, error: rawErrors?.[0], children }
  if (question.type.shape !== 'value') return framed(parts, 'group')
  const layout = layoutOf(question)
  if (layout === 'hidden') return children
  if (layout === 'set') return framed(parts, 'field')
  return layout === 'tick' ? ticked(parts) : labelled(parts)
}

/** A page that stands on a sheet with the others. */
function section(page: Page, id: string, context: RenderContext, children: ReactNode): ReactNode {
  const { key, title, description } = page
  return h(
    'section',
    { 'className': 'form-section', id, 'aria-labelledby': `${id}-title` },
    context.isCorrection && h('input', { type: 'hidden', name: 'pages[]', value: key }),
    h('h2', { className: 'heading', id: `${id}-title` }, title),
    description && h('p', { className: 'field__help' }, description),
    children
  )
}

function Reading({ question, id }: { question: Question; id: string }): ReactNode {
  const { title, description } = question.spec
  if (question.type.name === 'title') {
    return h(
      Fragment,
      null,
      h('h2', { className: 'heading' }, title),
      description && h('p', { className: 'field__help' }, inline(description))
    )
  }
  return h(
    'div',
    // The error summary leads to where the journey stops.
    { className: 'explanation', ...(question.exit && { id, tabIndex: -1 }) },
    title && h('h2', { className: 'heading' }, title),
    markdown(description ?? '')
  )
}

function labelled({ question, id, error, children }: Parts): ReactNode {
  return h(
    'div',
    { className: className('field', error) },
    h('label', { className: 'field__label', htmlFor: id }, titled(question)),
    explained(question, id, error),
    children
  )
}

function ticked({ question, id, error, children }: Parts): ReactNode {
  return h(
    'div',
    { className: className('field', error) },
    explained(question, id, error),
    h(
      'div',
      { className: 'choice' },
      children,
      h('label', { htmlFor: id, className: 'choice__label' }, inline(question.title))
    )
  )
}

function framed({ question, id, error, children }: Parts, block: 'field' | 'group'): ReactNode {
  const isRadios = question.type.comparison === 'choice' || question.type.comparison === 'boolean'
  return h(
    'fieldset',
    {
      'className': className(block, error),
      'data-enhance': question.type.enhance,
      'aria-describedby': descriptionIds(question, id, error !== undefined),
      // A radio may not bear aria-invalid: its group does.
      ...(isRadios &&
        block === 'field' && { 'role': 'radiogroup', 'aria-invalid': error ? true : undefined }),
    },
    h('legend', { className: 'field__label' }, titled(question)),
    explained(question, id, error),
    children
  )
}

function className(block: string, error: string | undefined): string {
  return error === undefined ? block : `${block} ${block}--error`
}

function titled(question: Question): ReactNode {
  if (question.required || question.type.compute) return question.title
  // One text node: React would part two by a comment.
  return [
    `${question.title} `,
    h('span', { className: 'field__optional', key: 'optional' }, say('forms.field.optional')),
  ]
}

function explained({ spec }: Question, id: string, error: string | undefined): ReactNode {
  return h(
    Fragment,
    null,
    spec.description &&
      h('p', { className: 'field__help', id: helpId(id) }, inline(spec.description)),
    error !== undefined &&
      h(
        'p',
        { className: 'field__error', id: errorId(id) },
        h('span', { className: 'visually-hidden' }, say('forms.field.error')),
        error
      )
  )
}
