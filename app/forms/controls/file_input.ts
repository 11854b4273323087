import {
  createElement as h,
  Fragment,
  type ChangeEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'
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
    underWay(props),
    h('input', {
      'type': 'file',
      'className': 'input',
      'id': props.id,
      'name': `${props.name}[]`,
      'accept': settings.accept,
      'multiple': settings.maxCount > 1,
      'aria-describedby': describedBy ? `${describedBy} ${limits}` : limits,
      ...invalid,
      'onChange': ({ target }: ChangeEvent<HTMLInputElement>) => {
        if (!props.uploads) return
        props.uploads.send(props.path, [...(target.files ?? [])])
        // What was sent by itself must not be posted with the page once more.
        target.value = ''
      },
    })
  )
}

function underWay({ path, uploads }: ControlProps): ReactNode {
  const list = uploads?.of(path) ?? []
  if (list.length === 0) return null
  return h(
    'ul',
    { className: 'files__list' },
    list.map(({ key, name, percent }) =>
      h(
        'li',
        { className: 'file', key },
        h('span', { className: 'file__name' }, name),
        h('progress', {
          'max': 100,
          'value': percent,
          'aria-label': say('forms.live.progress', { name }),
        }),
        h(
          'button',
          {
            type: 'button',
            className: 'button button--secondary',
            onClick: () => uploads!.cancel(key),
          },
          say('forms.live.cancel'),
          h('span', { className: 'visually-hidden' }, ` ${name}`)
        )
      )
    )
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
        onClick: (event: MouseEvent) => {
          if (!props.uploads) return
          event.preventDefault()
          const ids: string[] = Array.isArray(props.value) ? props.value : []
          props.onRaw(ids.filter((one) => one !== id))
        },
      },
      say('forms.file.remove'),
      h('span', { className: 'visually-hidden' }, ` ${name}`)
    )
  )
}
