import type {
  ArrayFieldItemTemplateProps,
  ArrayFieldTemplateProps,
  ObjectFieldTemplateProps,
} from '@rjsf/utils'
import { createElement as h, Fragment, type ReactNode } from 'react'
import { mostRows } from '../edits.js'
import { rowTitle } from '../row_title.js'
import { say } from '../say.js'
import type { RenderContext } from './context.js'

/** The frame is the field template's: here are only the questions. */
export function ObjectFieldTemplate({ properties }: ObjectFieldTemplateProps): ReactNode {
  return h(
    Fragment,
    null,
    properties.map((property) => property.content)
  )
}

/** The rows, and a button for one more that posts the form where there is no script. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps): ReactNode {
  const { items, fieldPathId, registry, onAddClick } = props
  const path = fieldPathId.path.join('.')
  const question = (registry.formContext as RenderContext).question(path)
  const most = question ? mostRows(question) : 0
  const title = question?.spec['x-add-title']
  return h(
    Fragment,
    null,
    items,
    items.length < most &&
      h(
        'button',
        {
          type: 'submit',
          className: 'button button--secondary',
          id: `${fieldPathId.$id}-add`,
          name: 'add',
          value: path,
          formNoValidate: true,
          onClick: onAddClick,
        },
        typeof title === 'string' ? title : say(question?.type.addTitle ?? 'forms.group.add')
      )
  )
}

export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps): ReactNode {
  const { children, index, buttonsProps, registry } = props
  const [, ...reversed] = [...buttonsProps.fieldPathId.path].reverse()
  const path = reversed.reverse().join('.')
  const question = (registry.formContext as RenderContext).question(path)
  if (!question) return children
  return h(
    'fieldset',
    { className: 'group__row' },
    h('legend', { className: 'group__title' }, rowTitle(question, index)),
    // So that a row whose boxes are all unticked is still a row when it is posted.
    h('input', { type: 'hidden', name: `${buttonsProps.fieldPathId.name}[_]`, value: '1' }),
    children,
    h(
      'button',
      {
        type: 'submit',
        className: 'button button--secondary',
        name: 'remove',
        value: `${path}|${index}`,
        formNoValidate: true,
        onClick: buttonsProps.onRemoveItem,
      },
      say('forms.group.remove'),
      h('span', { className: 'visually-hidden' }, ` ${rowTitle(question, index)}`)
    )
  )
}
