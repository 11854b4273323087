import { channelsOf, luminance } from '#shared/luminance'

/** Black or white, whichever reads better on a colour `#rrggbb`: a commune may have chosen yellow. */
export function readableOn(colour: string): '#000000' | '#ffffff' {
  const light = luminance(channelsOf(colour))
  return (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? '#000000' : '#ffffff'
}
