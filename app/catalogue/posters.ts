import { renderSVG } from 'uqr'
import type Demarche from '#catalogue/demarche'
import type { Commune } from '#tenancy/commune'
import { absoluteUrl } from '#tenancy/links'

/** What leads to a démarche from paper. */
export interface Poster {
  /** The whole address, as the QR code holds it. */
  link: string
  /** The same as somebody types it, in the two parts where a line may break. */
  shown: [host: string, path: string]
  /** An SVG element. */
  qr: string
}

/** By `short`, which does not change when the démarche gets another title or address. */
export const shortPath = (demarche: Pick<Demarche, 'short'>) => `/d/${demarche.short}`

/** Level Q: a quarter of the code may be torn, wet or scribbled over. */
export function posterOf(demarche: Demarche, commune: Pick<Commune, 'host'>): Poster {
  const link = absoluteUrl(commune, shortPath(demarche))
  const drawn = renderSVG(link, { ecc: 'Q', border: 2 })
  const qr = drawn.replace('<svg ', '<svg class="poster__qr" aria-hidden="true" focusable="false" ')
  const { host, pathname } = new URL(link)
  return { link, shown: [host, pathname], qr }
}
