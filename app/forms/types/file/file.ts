import { fileInput } from '../../controls/file_input.js'
import type { Spec } from '../../document.js'
import { fileSize } from '../../french.js'
import { say } from '../../say.js'
import { numeric, texts } from '../../values.js'
import type { AnswerType } from '../type.js'
import { KINDS, kindsOf, type KindName } from './kinds.js'

const UUID = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
const MOST_FILES = 20
const MOST_BYTES = 20_000_000

/**
 * Uploaded files: the answer is an array of piece ids. `maxItems`: how many (5); `x-max-size`: bytes of
 * each (10 MB); `x-kinds`: of `kinds.ts`; `x-template`: the address of a model to fill in;
 * `x-identity-paper`: removed once the dossier is decided.
 */
export const file: AnswerType = {
  name: 'file',
  label: 'forms.type.file',
  shape: 'value',
  keywords: ['minItems', 'maxItems', 'x-max-size', 'x-kinds', 'x-template', 'x-identity-paper'],
  comparison: 'presence',
  multiple: true,
  schema: (spec) => ({
    type: 'array',
    items: { type: 'string', pattern: UUID },
    uniqueItems: true,
    minItems: spec.minItems ?? 1,
    maxItems: fileSettings(spec).maxCount,
  }),
  check: checkFile,
  settings: (spec) => ({ ...fileSettings(spec) }),
  layout: 'field',
  control: (props) => {
    const settings = fileSettings(props.question.spec)
    return fileInput(props, {
      accept: settings.accept.join(','),
      maxCount: settings.maxCount,
      limits: limitsInWords(settings),
      template: props.question.spec['x-template'] as string | undefined,
    })
  },
  decode: (raw) => {
    const ids = texts(raw, MOST_FILES * 2).map((text) => text.trim().toLowerCase())
    const known = [...new Set(ids)].filter((id) => new RegExp(UUID).test(id)).slice(0, MOST_FILES)
    return known.length > 0 ? known : undefined
  },
  text: (value) => {
    const count = Array.isArray(value) ? value.length : 0
    return count === 1 ? say('forms.file.one') : say('forms.file.several', { count })
  },
  cell: (value) => (Array.isArray(value) ? value.length : 0),
  messages: {
    required: 'forms.file.required',
    minItems: 'forms.file.min_items',
    maxItems: 'forms.file.max_items',
  },
}

export interface FileSettings {
  /** Bytes, of each file. */
  maxSize: number
  maxCount: number
  kinds: KindName[]
  /** Media types and extensions, as in an `accept` attribute. */
  accept: string[]
  /** Media types alone, for the check of the content. */
  types: string[]
}

export function fileSettings(spec: Spec): FileSettings {
  const kinds = kindsOf(spec['x-kinds'])
  return {
    maxSize: numeric(spec['x-max-size'], 10_000_000),
    maxCount: numeric(spec.maxItems, 5),
    kinds,
    accept: kinds.flatMap((kind) => [...KINDS[kind].types, ...KINDS[kind].extensions]),
    types: kinds.flatMap((kind) => KINDS[kind].types),
  }
}

function limitsInWords({ kinds, maxSize, maxCount }: FileSettings): string {
  const words = kinds.map((kind) => say(KINDS[kind].label)).join(', ')
  const size = fileSize(maxSize)
  if (maxCount === 1) return say('forms.file.limits_one', { kinds: words, size })
  return say('forms.file.limits', { kinds: words, size, count: maxCount })
}

function checkFile(spec: Spec): string | undefined {
  const { maxSize, maxCount } = fileSettings(spec)
  const min = numeric(spec.minItems, 1)
  const counts = Number.isInteger(min) && Number.isInteger(maxCount) && min >= 1 && min <= maxCount
  if (!counts || maxCount > MOST_FILES) return `1 – ${MOST_FILES}`
  if (!Number.isInteger(maxSize) || maxSize < 1024 || maxSize > MOST_BYTES) return `≤ ${MOST_BYTES}`
  const kinds = spec['x-kinds']
  if (kinds !== undefined && (!Array.isArray(kinds) || kindsOf(kinds).length !== kinds.length)) {
    return Object.keys(KINDS).join(', ')
  }
  const template = spec['x-template']
  const safe = typeof template === 'string' && /^(https:\/\/|\/)(?!\/)[^\s"<>]+$/.test(template)
  return template === undefined || safe ? undefined : 'https://…'
}
