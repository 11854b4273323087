import { createElement as h, Fragment, type ReactNode } from 'react'
import type { Piece } from '../document.js'
import { fileSize } from '../french.js'
import { say } from '../say.js'
import type { ControlProps } from '../types/type.js'
import { aria } from './text_input.js'

export interface FileInputSettings {
  /** The `accept` attribute. */
  accept: string
  maxCount: number
  /** In words: kinds and size. */
  limits: string
  /** Where a model to fill in can be downloaded. */
  template?: string
}

/** What was already sent, each with its button to take it away, then the input for more. */
export function fileInput(props: ControlProps, settings: FileInputSettings): ReactNode {
  const ids: string[] = Array.isArray(props.value) ? props.value : []
  const limits = `${props.id}-limits`
  const { 'aria-describedby': describedBy, ...invalid } = aria(props)
  return h(
    'div',
    { className: 'files' },
    settings.template &&
      h('p', null, h('a', { href: settings.template, download: true }, say('forms.file.template'))),
    ids.length > 0 &&
      h(
        'ul',
        { className: 'files__list' },
        ids.map((id) => h('li', { className: 'file', key: id }, sent(props, id)))
      ),
    h('p', { className: 'files__limits', id: limits }, settings.limits),
    h('input', {
      'type': 'file',
      'className': 'input',
      'id': props.id,
      'name': `${props.name}[]`,
      'accept': settings.accept,
      'multiple': settings.maxCount > 1,
      'aria-describedby': describedBy ? `${describedBy} ${limits}` : limits,
      ...invalid,
    })
  )
}

function sent(props: ControlProps, id: string): ReactNode {
  const piece: Piece | undefined = Object.hasOwn(props.pieces, id) ? props.pieces[id] : undefined
  const name = piece?.name ?? say('forms.file.unnamed')
  return h(
    Fragment,
    null,
    h('span', { className: 'file__name' }, piece?.url ? h('a', { href: piece.url }, name) : name),
    piece && h('span', { className: 'file__size' }, fileSize(piece.size)),
    h('input', { type: 'hidden', name: `${props.name}[]`, value: id }),
    h(
      'button',
      {
        type: 'submit',
        className: 'button button--secondary',
        name: 'remove',
        value: `${props.path}|${id}`,
        formNoValidate: true,
      },
      say('forms.file.remove'),
      h('span', { className: 'visually-hidden' }, ` ${name}`)
    )
  )
}
