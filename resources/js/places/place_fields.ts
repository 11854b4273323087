import type { Place } from '#forms/types/place/place'
import { fill } from '../fields.js'

/** Told to whoever shows the place otherwise, at its element. */
export const PLACED = 'guichet:placed'

export function partsOf(element: HTMLElement) {
  return {
    label: element.querySelector<HTMLInputElement>('input[type="text"]')!,
    picked: element.querySelector<HTMLInputElement>('input[type="hidden"]')!,
  }
}

/** What goes with the text, as long as it is the text that it came with. */
export function placeOf(element: HTMLElement): Place {
  const { label, picked } = partsOf(element)
  const given = picked.value ? (JSON.parse(picked.value) as Place) : null
  return { ...(given?.label === label.value.trim() && given), label: label.value.trim() }
}

/** The text is written last: its field tells the form of both. */
export function setPlace(element: HTMLElement, place: Place) {
  const { label, picked } = partsOf(element)
  const hasMore = place.official !== undefined || place.lat !== undefined
  picked.value = hasMore ? JSON.stringify(place) : ''
  fill(label, place.label)
  element.dispatchEvent(new CustomEvent(PLACED))
}
