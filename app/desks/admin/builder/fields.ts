import { BOUNDS, show, type Shown } from '#forms/builder/panel'
import { FORMULAS } from '#forms/builder/formula_panel'
import type { Setting } from '#forms/builder/settings'
import type { Spec } from '#forms/main'
import { KINDS } from '#forms/types/file/kinds'
import { own } from '#forms/values'
import { t } from '#shared/translate'

/** A field of the panel: the component that draws it, and its props. */
export interface Field {
  as: string
  props: Record<string, unknown>
}

interface Around {
  spec: Spec
  /** What was typed and could not be taken: `s[…]` as it was posted. */
  typed?: Record<string, unknown>
  /** By the name of the field. */
  errors: Record<string, string>
  /** What a value may be computed from. */
  operands: { value: string; label: string }[]
}

/** The field of one setting. Its name is `s[keyword]`. */
export function settingField(setting: Setting, around: Around): Field {
  const { keyword, kind } = setting
  const { spec, typed, errors } = around
  const name = `s[${keyword}]`
  const posted = own(typed, keyword)
  const shown = (posted === undefined ? show(setting, spec) : posted) as Shown
  const props = {
    name,
    id: `reglage-${keyword}`,
    label: labelOf(setting, spec),
    help: helpOf(setting),
    value: shown,
    error: errors[name] ?? false,
    required: false,
  }
  switch (kind) {
    case 'count':
    case 'number':
      return input({ ...props, inputmode: kind === 'count' ? 'numeric' : 'decimal' })
    case 'euros':
      return input({ ...props, inputmode: 'decimal', unit: '€', width: 'short' })
    case 'megabytes':
      return input({ ...props, inputmode: 'decimal', unit: 'Mo', width: 'short' })
    case 'text':
      return input(props)
    case 'long':
      return { as: 'field/textarea', props: { ...props, rows: 2 } }
    case 'tick':
      return tick({ ...props, checked: shown !== '' })
    case 'pick': {
      const options = setting.values.map((value) => ({ value, label: wordOf(keyword, value) }))
      return { as: 'field/select', props: { ...props, options, blank: false } }
    }
    case 'several': {
      const options = setting.values.map((value) => ({ value, label: wordOf(keyword, value) }))
      return { as: 'field/checkboxes', props: { ...props, options } }
    }
    case 'options':
    case 'linked':
      return { as: 'field/textarea', props: { ...props, required: true, rows: 5 } }
    case 'bound': {
      const options = BOUNDS.map((value) => ({ value, label: wordOf('bound', value) }))
      return { as: 'admin/builder/bound', props: { ...props, options } }
    }
    case 'formula': {
      const kinds = FORMULAS.map((value) => ({ value, label: wordOf('formula', value) }))
      return { as: 'admin/builder/formula', props: { ...props, kinds, operands: around.operands } }
    }
  }
}

export const input = (props: Record<string, unknown>): Field => ({ as: 'field/input', props })

export const tick = (props: Record<string, unknown>): Field => ({
  as: 'admin/builder/tick',
  props,
})

function labelOf({ kind, keyword }: Setting, spec: Spec): string {
  const key = keyword.replace(/^x-/, '').replaceAll('-', '_')
  if (kind === 'tick' && keyword === 'type') return t('builder.setting.whole')
  if (kind === 'options') return t('builder.setting.options')
  const isList = ['choices', 'group', 'family-member'].includes(spec['x-question'] ?? '')
  const suffix = /^(min|max)Items$/.test(keyword) && !isList ? '_files' : ''
  const chosen = keyword.endsWith('Items') && spec['x-question'] === 'choices' ? '_choices' : suffix
  return t(`builder.setting.${key}${chosen}`)
}

function helpOf({ kind, keyword }: Setting): string | false {
  if (kind === 'options') return t('builder.setting.options_help')
  if (kind === 'linked') return t('builder.setting.linked_help')
  if (keyword === 'x-exit') return t('builder.setting.exit_help')
  if (keyword === 'x-statement') return t('builder.setting.statement_help')
  if (keyword === 'x-drawn') return t('builder.setting.drawn_help')
  if (keyword === 'x-template') return t('builder.setting.template_help')
  if (keyword === 'x-identity-paper') return t('builder.setting.identity_paper_help')
  return false
}

function wordOf(keyword: string, value: string): string {
  if (keyword === 'x-kinds') return t(KINDS[value as keyof typeof KINDS].label)
  const key = keyword.replace(/^x-(optional-)?/, '')
  return t(`builder.${key}.${value.replaceAll('-', '_') || 'any'}`)
}
