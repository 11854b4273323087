import { usesOf } from '#forms/builder/references'
import { SETTINGS } from '#forms/builder/settings'
import {
  everything,
  holderAt,
  isRequired,
  join,
  orderOf,
  placeOf,
  type Place,
} from '#forms/builder/tree'
import { conditionsOf } from '#forms/conditions/holds'
import type { Document } from '#forms/main'
import { typeNamed } from '#forms/types/registry'
import type { OpenDraft } from '#catalogue/drafts'
import { t } from '#shared/translate'
import { placeHref, type Standing, type Volet } from './address.js'
import { type Field, input, settingField, tick } from './fields.js'
import { autocompletes, mayPrefill, numbersBefore, ROLES, wordingShown } from './read_panel.js'
import { kindOf, titleOf } from './rows.js'
import { ruleForm, type RuleForm } from './rule_form.js'
import { RuleWords } from './rule_words.js'
import { readyOptions, typeGroups, typeOptions } from './type_groups.js'

interface Link {
  href: string
  title: string
}

export type Panel =
  | { kind: 'add'; into: string; where: string; hasPages: boolean; types: unknown; ready: unknown }
  | ({ kind: 'delete'; uses: (Link & { by: string })[]; holds: number; back: string } & Chosen)
  | ({
      kind: 'edit'
      volet: Volet
      fields: Field[]
      rule: RuleForm | null
      when: string
      looksAt: Link[]
      usedBy: (Link & { by: string })[]
      tabs: { href: string; label: string; current: boolean }[]
      targets: { value: string; label: string }[]
    } & Chosen)

interface Chosen {
  path: string
  title: string
  isPage: boolean
  type: string
}

/** What was typed into a panel and could not be taken, with what is wrong. */
export interface Typed {
  body: Record<string, unknown>
  errors: Record<string, string>
  /** The condition, as it was typed. */
  rule?: unknown
  /** One more row of the condition. */
  moreRows?: boolean
}

export interface NamedList {
  value: string
  label: string
}

export function panelOf(
  draft: OpenDraft,
  slug: string,
  at: Standing,
  lists: NamedList[],
  typed?: Typed
): Panel {
  const { document } = draft
  const place = at.q === '' ? undefined : placeOf(document, at.q)
  if (at.volet === 'ajouter' || !place) return addPanel(document, at)
  const chosen: Chosen = {
    path: at.q,
    title: titleOf(place.spec),
    isPage: place.into === '',
    type: place.into === '' ? t('builder.page') : kindOf(place.spec),
  }
  const uses = usesOf(document, at.q).map((use) => ({
    href: placeHref(slug, { q: use.path }),
    title: use.title,
    by: t(`builder.use.${use.by}`),
  }))
  if (at.volet === 'supprimer') {
    const holds = [...everything(document)].filter(({ path }) => path.startsWith(`${at.q}.`)).length
    return { kind: 'delete', ...chosen, uses, holds, back: placeHref(slug, { q: at.q }) }
  }
  const isAdvanced = at.volet === 'avance'
  const rule = place.spec['x-show-if']
  return {
    kind: 'edit',
    ...chosen,
    volet: at.volet,
    fields: isAdvanced
      ? advancedFields(draft, place, typed)
      : essentialFields(document, place, at.q, lists, typed),
    rule: isAdvanced ? ruleForm(document, at.q, typed?.rule, typed?.moreRows) : null,
    when: new RuleWords(document).sentence(rule),
    looksAt: [...new Set(conditionsOf(rule).map(({ question }) => question))].map((path) => ({
      href: placeHref(slug, { q: path }),
      title: titleAt(document, path),
    })),
    usedBy: uses,
    tabs: (['essentiel', 'avance'] as const).map((volet) => ({
      href: placeHref(slug, { q: at.q, volet }),
      label: t(`builder.volet.${volet}`),
      current: volet === at.volet,
    })),
    targets: targetsOf(document, place, at.q),
  }
}

function addPanel(document: Document, { q, into }: Standing): Panel {
  const place = q === '' ? undefined : placeOf(document, q)
  const wanted = into ?? (place && (holderAt(document, q) ? q : place.into)) ?? ''
  const where = wanted !== '' && holderAt(document, wanted) ? wanted : (orderOf(document)[0] ?? '')
  const isRow = placeOf(document, where)?.spec['x-question'] !== undefined
  return {
    kind: 'add',
    into: where,
    where: where === '' ? '' : titleAt(document, where),
    hasPages: where !== '',
    types: typeGroups({ nested: isRow }),
    ready: readyOptions(),
  }
}

function essentialFields(
  document: Document,
  place: Place,
  path: string,
  lists: NamedList[],
  typed?: Typed
): Field[] {
  const { spec, holder, key, into } = place
  const type = typeNamed(spec['x-question'])
  const { body = undefined, errors = {} } = typed ?? {}
  const value = (name: string, kept: unknown) => body?.[name] ?? kept
  const isText = type?.name === 'explanation'
  const fields: Field[] = [
    input({
      name: 'title',
      id: 'reglage-title',
      label: t(`builder.field.${titleLabel(type?.name)}`),
      value: value('title', spec.title ?? ''),
      error: errors.title ?? false,
      required: !isText,
      maxlength: 500,
    }),
    {
      as: 'field/textarea',
      props: {
        name: 'description',
        id: 'reglage-description',
        label: t(`builder.field.${helpLabel(type?.name, isText)}`),
        help: isText ? t('builder.field.text_help') : false,
        value: value('description', spec.description ?? ''),
        error: errors.description ?? false,
        required: false,
        rows: isText ? 6 : 2,
      },
    },
  ]
  if (!type) {
    return [
      ...fields,
      box('exit', 'builder.field.exit', spec['x-exit'] === true, body, 'builder.field.exit_help'),
    ]
  }
  const around = {
    spec,
    typed: body?.s as Record<string, unknown>,
    errors,
    operands: operandsFor(document, path),
  }
  const from = spec['x-options-from']
  if (takesOptions(type.name) && (lists.length > 0 || from !== undefined)) {
    fields.push(listField(lists, from))
  }
  for (const setting of SETTINGS[type.name]?.essential ?? []) {
    if (setting.kind === 'options' && from !== undefined) continue
    fields.push(settingField(setting, around))
  }
  const isAsked = type.shape !== 'none' && !type.compute && type.name !== 'section'
  if (isAsked) {
    fields.push(box('required', 'builder.field.required', isRequired(holder, key), body))
  }
  if (ROLES[type.name] && into.split('.').length === 1) {
    const role = ROLES[type.name]!.replace('-', '_')
    fields.push(box('role', `builder.field.${role}`, spec['x-role'] !== undefined, body))
  }
  if (type.name !== 'section' && type.name !== 'group') {
    fields.push({
      as: 'field/select',
      props: {
        name: 'type',
        id: 'reglage-type',
        label: t('builder.field.type'),
        value: type.name,
        options: typeOptions(),
        blank: false,
        error: false,
        required: false,
      },
    })
  }
  return fields
}

export const takesOptions = (type: string) => type === 'choice' || type === 'choices'

/** Options that are written here, or those of a list of the commune. */
function listField(lists: NamedList[], from: unknown): Field {
  const own = { value: '', label: t('builder.field.list_none') }
  return {
    as: 'field/select',
    props: {
      name: 'list',
      id: 'reglage-list',
      label: t('builder.field.list'),
      value: typeof from === 'string' ? from : '',
      options: [own, ...lists],
      blank: false,
      error: false,
      required: false,
    },
  }
}

function helpLabel(type: string | undefined, isText: boolean): string {
  if (type === undefined) return 'page_text'
  return isText ? 'text' : 'help'
}

function titleLabel(type: string | undefined): string {
  if (type === undefined) return 'page_title'
  if (type === 'declaration' || type === 'consent') return 'sentence'
  if (['explanation', 'title', 'section', 'group'].includes(type)) return 'heading'
  return 'question'
}

function advancedFields(draft: OpenDraft, { spec, key, into }: Place, typed?: Typed): Field[] {
  const type = typeNamed(spec['x-question'])
  const { body = undefined, errors = {} } = typed ?? {}
  const isFrozen = draft.frozen.has(key)
  const around = { spec, typed: body?.s as Record<string, unknown>, errors, operands: [] }
  const fields = (SETTINGS[type?.name ?? '']?.advanced ?? []).map((one) =>
    settingField(one, around)
  )
  const isAsked = type !== undefined && type.shape !== 'none'
  if (isAsked && !type.compute) {
    const kept = wordingShown(spec)
    for (const which of ['required', 'invalid'] as const) {
      const name = `message_${which}`
      fields.push(
        input({
          name,
          id: `reglage-${name}`,
          label: t(`builder.field.${name}`),
          help: t(`builder.field.${name}_help`),
          value: body?.[name] ?? kept[which],
          error: false,
          required: false,
        })
      )
    }
  }
  if (isAsked || !type) {
    const isSensitive = spec['x-sensitive'] ?? type?.sensitive ?? false
    fields.push(
      box('sensitive', 'builder.field.sensitive', isSensitive, body, 'builder.field.sensitive_help')
    )
  }
  if (isAsked && autocompletes(spec)) {
    const isOn = Boolean(spec['x-autocomplete'])
    fields.push(
      box(
        'autocomplete',
        'builder.field.autocomplete',
        isOn,
        body,
        'builder.field.autocomplete_help'
      )
    )
  }
  if (mayPrefill(draft.document, join(into, key))) {
    const isOn = spec['x-prefill'] === true
    fields.push(box('prefill', 'builder.field.prefill', isOn, body, 'builder.field.prefill_help'))
  }
  fields.push(
    input({
      name: 'key',
      id: 'reglage-key',
      label: t('builder.field.key'),
      help: t(isFrozen ? 'builder.field.key_frozen' : 'builder.field.key_help'),
      value: body?.key ?? key,
      error: errors.key ?? false,
      required: false,
      readonly: isFrozen,
      spellcheck: 'false',
    })
  )
  return fields
}

function box(
  name: string,
  label: string,
  kept: boolean,
  body: Record<string, unknown> | undefined,
  help?: string
): Field {
  const checked = body ? body[name] !== undefined && body[name] !== '' : kept
  return tick({
    name,
    id: `reglage-${name}`,
    label: t(label),
    help: help ? t(help) : false,
    checked,
  })
}

/** Numbers and dates before this question: what its value may be computed from. */
function operandsFor(document: Document, path: string) {
  const numbers = new Set(numbersBefore(document, path))
  const found: { value: string; label: string }[] = []
  for (const { path: one, spec } of everything(document)) {
    if (one === path) break
    const isDate = typeNamed(spec['x-question'])?.comparison === 'date'
    if (numbers.has(one) || isDate) found.push({ value: one, label: spec.title ?? one })
  }
  return found
}

/** Where it may go: of a page another place among the pages, of a question any page, section or group. */
function targetsOf(document: Document, place: Place, path: string) {
  if (place.into === '') return []
  const nests = ['section', 'group', 'family-member'].includes(place.spec['x-question'] ?? '')
  return [...everything(document)]
    .filter(({ path: one }) => one !== place.into && one !== path && !one.startsWith(`${path}.`))
    .filter(({ path: one }) => (nests ? !one.includes('.') : holderAt(document, one) !== undefined))
    .map(({ path: one }) => ({
      value: one,
      label: trailOf(document, one),
    }))
}

function titleAt(document: Document, path: string): string {
  const place = placeOf(document, path)
  return place ? titleOf(place.spec) : path
}

/** « La demande › Le demandeur ». */
function trailOf(document: Document, path: string): string {
  const keys = path.split('.')
  const paths = keys.map((key, depth) => [...keys.slice(0, depth), key].join('.'))
  return paths.map((one) => titleAt(document, one)).join(' › ')
}
