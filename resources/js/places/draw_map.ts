import leaflet from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { say } from '#forms/say'
import { PLACED, placeOf } from './place_fields.js'

export interface Point {
  lat: number
  lon: number
}

const CLOSE = 18
const WIDE = 14
const FRANCE: Point = { lat: 46.6, lon: 2.5 }
/** Of an arrow key, in pixels of the map; with Shift a tenth. */
const STEP = 20
const PAUSE = 600

interface Drawn {
  element: HTMLElement
  around: HTMLElement
  /** The source of tiles, and what goes with it. */
  given: HTMLMetaElement
  put: (point: Point) => Promise<void>
}

/**
 * Draws the map before what is in `around`. The marker goes where one clicks, where it is dragged,
 * and by the arrows once it has the focus; `+` and `-` zoom.
 */
export function drawMap({ element, around, given, put }: Drawn) {
  const frame = document.createElement('div')
  frame.className = 'map__frame'
  const help = document.createElement('p')
  help.className = 'field__help'
  help.textContent = say('forms.map.help')
  around.prepend(help, frame)

  const { lat, lon, attribution } = given.dataset
  const middle = lat && lon ? { lat: Number(lat), lon: Number(lon) } : undefined
  const centre = pointOf(element) ?? middle
  const map = leaflet.map(frame, { keyboard: false, scrollWheelZoom: false, zoomControl: false })
  map.setView(latLng(centre ?? FRANCE), centre ? WIDE : 5)
  addTiles(map, given.content, attribution ?? '')

  const icon = leaflet.divIcon(MARKER)
  const marker = leaflet.marker(map.getCenter(), { icon, draggable: true, keyboard: false })
  marker.addTo(map)
  const handle = marker.getElement()!
  handle.tabIndex = 0
  handle.setAttribute('role', 'application')
  handle.setAttribute('aria-label', say('forms.map.marker'))

  const isInView = () => map.getBounds().pad(-0.1).contains(marker.getLatLng())
  const follow = () => {
    const point = pointOf(element)
    handle.classList.toggle('map__marker--set', point !== undefined)
    if (!point) return
    marker.setLatLng(latLng(point))
    if (!isInView() || map.getZoom() < WIDE) {
      map.setView(latLng(point), Math.max(map.getZoom(), CLOSE), { animate: false })
    }
  }
  const here = () => {
    const { lat: north, lng: east } = marker.getLatLng().wrap()
    return { lat: north, lon: east }
  }
  element.addEventListener(PLACED, follow)
  follow()

  map.on('click', ({ latlng }) => {
    marker.setLatLng(latlng)
    void put(here())
  })
  marker.on('dragend', () => void put(here()))
  let settled: ReturnType<typeof setTimeout> | undefined
  handle.addEventListener('keydown', (event) => {
    if (event.key === '+' || event.key === '-') map.zoomIn(event.key === '+' ? 1 : -1)
    const move = moveOf(event)
    if (!move) return
    event.preventDefault()
    marker.setLatLng(
      map.containerPointToLatLng(map.latLngToContainerPoint(marker.getLatLng()).add(move))
    )
    if (!isInView()) map.panTo(marker.getLatLng(), { animate: false })
    clearTimeout(settled)
    settled = setTimeout(() => void put(here()), PAUSE)
  })
}

export const MARKER: leaflet.DivIconOptions = {
  className: 'map__marker',
  iconSize: [32, 40],
  iconAnchor: [16, 38],
}

/** What a map is drawn from, whose it is, and the buttons to come nearer. */
export function addTiles(map: leaflet.Map, tiles: string, attribution: string) {
  map.attributionControl.setPrefix('')
  leaflet.tileLayer(tiles, { maxZoom: 19, attribution: escaped(attribution) }).addTo(map)
  leaflet.control
    .zoom({ zoomInTitle: say('forms.map.zoom_in'), zoomOutTitle: say('forms.map.zoom_out') })
    .addTo(map)
}

function moveOf({ key, shiftKey }: KeyboardEvent): [number, number] | undefined {
  const step = shiftKey ? STEP / 10 : STEP
  const moves: Record<string, [number, number]> = {
    ArrowUp: [0, -step],
    ArrowDown: [0, step],
    ArrowLeft: [-step, 0],
    ArrowRight: [step, 0],
  }
  return moves[key]
}

const latLng = ({ lat, lon }: Point): [number, number] => [lat, lon]

function pointOf(element: HTMLElement): Point | undefined {
  const { lat, lon } = placeOf(element)
  return lat === undefined || lon === undefined ? undefined : { lat, lon }
}

function escaped(text: string): string {
  const span = document.createElement('span')
  span.textContent = text
  return span.innerHTML
}
