import { placeInput } from '../../controls/place_input.js'
import { place } from '../place/place.js'
import type { AnswerType } from '../type.js'

/**
 * A point on the map, and where it is in words: `Place`. Without a map (no script, or no source of
 * tiles) it is a place as any other.
 */
export const mapPoint: AnswerType = {
  ...place,
  name: 'map-point',
  label: 'forms.type.map_point',
  control: (props) => placeInput(props, 'place map'),
}
