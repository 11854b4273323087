import type { FoundAddress } from '../../../app/addresses/found.js'

export type { FoundAddress }

const PATIENCE = 5000
const known = new Map<string, FoundAddress[]>()

/** What the commune's street base offers for what is typed; null where it cannot be asked now. */
export function addressesFor(typed: string): Promise<FoundAddress[] | null> {
  return ask(`q=${encodeURIComponent(typed)}`)
}

export async function addressNear({ lat, lon }: { lat: number; lon: number }) {
  const found = await ask(`lat=${lat.toFixed(6)}&lon=${lon.toFixed(6)}`)
  return found?.[0] ?? null
}

async function ask(query: string): Promise<FoundAddress[] | null> {
  if (known.has(query)) return known.get(query)!
  try {
    const answer = await fetch(`/adresses?${query}`, { signal: AbortSignal.timeout(PATIENCE) })
    if (!answer.ok) return null
    const { addresses } = (await answer.json()) as { addresses: FoundAddress[] }
    known.set(query, addresses)
    return addresses
  } catch {
    return null
  }
}
