import { placeInput } from '../../controls/place_input.js'
import { isBag, line, own, plain } from '../../values.js'
import { LONGEST_ID } from '../address_id/address_id.js'
import type { AnswerType } from '../type.js'

/** Where something is, in degrees of WGS 84, to a tenth of a metre. */
export interface Place {
  /** In the usager's words, or as the street base has it. */
  label: string
  /** The official id of the address that was picked. */
  official?: string
  lat?: number
  lon?: number
}

/** A place in the commune: `Place`. What was picked from the street base, or in words. */
export const place: AnswerType = {
  name: 'place',
  label: 'forms.type.place',
  shape: 'value',
  comparison: 'presence',
  schema: () => ({
    type: 'object',
    properties: {
      label: { type: 'string', minLength: 1, maxLength: 255 },
      official: { type: 'string', minLength: 1, maxLength: LONGEST_ID },
      lat: { type: 'number', minimum: -90, maximum: 90 },
      lon: { type: 'number', minimum: -180, maximum: 180 },
    },
    required: ['label'],
    dependentRequired: { lat: ['lon'], lon: ['lat'] },
    additionalProperties: false,
  }),
  layout: 'field',
  control: (props) => placeInput(props, 'place'),
  decode: (raw) => {
    const label = line(typeof raw === 'string' ? raw : own(raw, 'label'))
    return label ? { label, ...picked(own(raw, 'picked'), label) } : undefined
  },
  text: (value) => plain(own(value, 'label')),
  point: pointOf,
  messages: { required: 'forms.place.required', maxLength: 'forms.error.max_length' },
}

/** The point of a place, where it has one. */
export function pointOf(value: unknown): { lat: number; lon: number } | undefined {
  const [lat, lon] = [own(value, 'lat'), own(value, 'lon')]
  return typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : undefined
}

/** What goes with a text that was picked, in one hidden field. */
export function pickedText(value: unknown): string {
  if (!isBag(value) || (value.official === undefined && value.lat === undefined)) return ''
  const { label, official, lat, lon } = value
  return JSON.stringify({ label, official, lat, lon })
}

/** Nothing where the text has become another: without a script, nobody else would notice. */
function picked(raw: unknown, label: string): Omit<Place, 'label'> {
  const given = parsed(raw)
  if (line(own(given, 'label')) !== label) return {}
  const official = line(own(given, 'official'))
  const [lat, lon] = [degrees(own(given, 'lat'), 90), degrees(own(given, 'lon'), 180)]
  return {
    ...(official && official.length <= LONGEST_ID && { official }),
    ...(lat !== undefined && lon !== undefined && { lat, lon }),
  }
}

function parsed(raw: unknown): unknown {
  if (typeof raw !== 'string' || raw.length > 2000) return undefined
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

function degrees(given: unknown, most: number): number | undefined {
  if (typeof given !== 'number' || !(Math.abs(given) <= most)) return undefined
  return Math.round(given * 1e6) / 1e6 + 0
}
