/** WGS 84, in degrees. */
export interface Point {
  lat: number
  lon: number
}

const RADIUS = 6_371_000
const METRES_PER_DEGREE = (RADIUS * Math.PI) / 180
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** The distance over the ground, in metres. */
export function metresBetween(one: Point, other: Point): number {
  const [dLat, dLon] = [radians(other.lat - one.lat), radians(other.lon - one.lon)]
  const chord =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(dLon / 2) ** 2
  return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Everything that is within so many metres, and a little more in the corners. */
export function boxAround({ lat, lon }: Point, metres: number) {
  const [up, aside] = [
    metres / METRES_PER_DEGREE,
    metres / (METRES_PER_DEGREE * Math.max(0.01, Math.cos(radians(lat)))),
  ]
  return { south: lat - up, north: lat + up, west: lon - aside, east: lon + aside }
}
