import { say } from '#forms/say'
import { announce } from '../form/announce.js'
import { addressNear } from './suggestions.js'
import type { Point } from './draw_map.js'
import { partsOf, setPlace } from './place_fields.js'

/**
 * A point for a place: « Me localiser », and a map where a source of tiles is configured. The text
 * stays what was typed; while nothing is, it becomes the nearest address of the base.
 */
export default async function enhanceMap(element: HTMLElement) {
  const given = document.querySelector<HTMLMetaElement>('meta[name="map"]')
  const around = document.createElement('div')
  around.className = 'map'
  element.append(around)
  const locate = button('map__locate', say('forms.map.locate'))
  if ('geolocation' in navigator) around.append(locate)

  /** Which text the point has given: it is replaced with the point, what was typed is not. */
  let offered = ''
  const put = async (point: Point) => {
    const { label } = partsOf(element)
    const typed = label.value.trim()
    const isOurs = typed === '' || typed === offered
    const near = await addressNear(point)
    const place = isOurs && near ? { label: near.label, official: near.id } : null
    offered = place?.label ?? (isOurs ? coordinates(point) : offered)
    setPlace(element, { ...(place ?? { label: isOurs ? offered : typed }), ...rounded(point) })
    announce(say('forms.map.placed', { place: label.value }))
  }

  locate.addEventListener('click', () => {
    locate.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        locate.disabled = false
        void put({ lat: coords.latitude, lon: coords.longitude })
      },
      () => {
        locate.disabled = false
        tell(around, say('forms.map.not_located'))
      },
      { enableHighAccuracy: true, timeout: 10_000 }
    )
  })
  // A text that was typed after the point was put is another's: the point stays, as it can be seen.
  partsOf(element).label.addEventListener(
    'input',
    () => {
      const { label, picked } = partsOf(element)
      const known = picked.value ? JSON.parse(picked.value) : null
      if (known?.lat === undefined || known.label === label.value.trim()) return
      const { lat, lon } = known
      picked.value = JSON.stringify({ label: label.value.trim(), lat, lon })
    },
    { capture: true }
  )

  if (!given) return
  const { drawMap } = await import('./draw_map.js')
  drawMap({ element, around, given, put })
}

const rounded = ({ lat, lon }: Point) => ({
  lat: Math.round(lat * 1e6) / 1e6,
  lon: Math.round(lon * 1e6) / 1e6,
})

/** Where no address is near: better than nothing, and to be completed. */
const coordinates = ({ lat, lon }: Point) =>
  say('forms.map.point', { lat: lat.toFixed(5), lon: lon.toFixed(5) })

function button(className: string, text: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = `button button--secondary ${className}`
  made.textContent = text
  return made
}

function tell(around: HTMLElement, text: string) {
  const note = document.createElement('p')
  note.className = 'field__error'
  note.setAttribute('role', 'alert')
  note.textContent = text
  around.querySelector('[role="alert"]')?.remove()
  around.append(note)
}
