import { channelsOf, luminance } from '#shared/luminance'

/** WCAG 2.2, 1.4.3: text of ordinary size. */
const ENOUGH = 4.5

/**
 * A commune's colour, darkened until white on it can be read.
 *
 * @param colour `#rrggbb`
 * @returns `#rrggbb`; undefined where it is no colour
 */
export function legible(colour: unknown): string | undefined {
  if (typeof colour !== 'string' || !/^#[0-9a-f]{6}$/i.test(colour)) return undefined
  const channels = channelsOf(colour)
  let scale = 1
  const scaled = () => channels.map((channel) => Math.floor(channel * scale))
  while (contrastOnWhite(scaled()) < ENOUGH) scale -= 0.01
  return `#${scaled()
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`
}

/** @param channels red, green, blue, 0 to 255 */
export function contrastOnWhite(channels: number[]): number {
  return 1.05 / (luminance(channels) + 0.05)
}
