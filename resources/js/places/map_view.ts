import leaflet from 'leaflet'
import 'leaflet/dist/leaflet.css'
import { addTiles, MARKER } from './draw_map.js'

/** Where it is, for whoever reads it: the map below the coordinates and the link, which stay. */
export default function viewMap(element: HTMLElement) {
  const { lat, lon, tiles = '', attribution = '' } = element.dataset
  const place: [number, number] = [Number(lat), Number(lon)]
  element.hidden = false
  const map = leaflet.map(element, { keyboard: false, scrollWheelZoom: false, zoomControl: false })
  map.setView(place, 17)
  addTiles(map, tiles, attribution)
  leaflet
    .marker(place, { icon: leaflet.divIcon(MARKER), interactive: false, keyboard: false })
    .addTo(map)
    .getElement()!
    .classList.add('map__marker--set')
}
