import { fill } from '../fields.js'
import { searchAddresses } from './search_addresses.js'

/** An address: its street offers those of the base, and fills in the town. */
export default function enhanceAddress(frame: HTMLElement) {
  const field = (part: string) => frame.querySelector<HTMLInputElement>(`input[name$="[${part}]"]`)
  const street = field('street')
  if (!street) return
  searchAddresses(street, (picked) => {
    fill(street, picked.label)
    const values = { postcode: picked.postcode, city: picked.city, official: picked.id }
    for (const [part, value] of Object.entries(values)) {
      const other = field(part)
      if (other && value) fill(other, value)
    }
  })
}
