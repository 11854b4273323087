import { partsOf, setPlace } from './place_fields.js'
import { searchAddresses } from './search_addresses.js'

/** A place in the commune: in words, or one of the addresses that are offered. */
export default function enhancePlace(element: HTMLElement) {
  searchAddresses(partsOf(element).label, ({ id, label, lat, lon }) =>
    setPlace(element, { label, official: id, ...(lat !== null && lon !== null && { lat, lon }) })
  )
}
