import { say } from '#forms/say'
import { combobox } from '../combobox.js'
import { addressesFor, type FoundAddress } from './suggestions.js'

const SHORTEST = 3
const PAUSE = 150

/** The addresses of the street base, offered for what is typed in a field. */
export function searchAddresses(field: HTMLInputElement, take: (picked: FoundAddress) => void) {
  combobox(field, {
    label: say('forms.combobox.list'),
    offer: async (typed) =>
      typed.length < SHORTEST ? undefined : ((await addressesFor(typed)) ?? undefined),
    content: (address) => {
      const town = document.createElement('span')
      town.className = 'combobox__town'
      town.textContent = ` ${townOf(address)}`
      return [address.label, town]
    },
    take,
    count: (offered) => {
      if (offered === 0) return say('forms.combobox.none')
      return offered === 1
        ? say('forms.combobox.one')
        : say('forms.combobox.several', { count: offered })
    },
    taken: (address) => {
      const words = [address.label, townOf(address)].filter(Boolean).join(', ')
      return say('forms.combobox.picked', { address: words })
    },
    pause: PAUSE,
  })
}

const townOf = ({ postcode, city }: FoundAddress) => [postcode, city].filter(Boolean).join(' ')
