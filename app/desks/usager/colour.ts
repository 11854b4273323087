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
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  let scale = 1
  const scaled = () => channels.map((channel) => Math.floor(channel * scale))
  while (contrastOnWhite(scaled()) < ENOUGH) scale -= 0.01
  return `#${scaled()
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`
}

/** @param channels red, green, blue, 0 to 255 */
export function contrastOnWhite(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
}
