import lighthouse from 'lighthouse'

/** The scores of a page, out of 100. */
export interface Scores {
  performance: number
  accessibility: number
}

/**
 * What Lighthouse thinks of a page on a mid-range phone: its own preset, in the browser that listens on
 * this port. Its best run of several counts: it measures the machine as well.
 *
 * @throws where the page is not the one that was asked for
 */
export async function onAPhone(
  port: number,
  url: string,
  { cookie, runs }: { cookie?: string; runs: number }
): Promise<{ scores: Scores; faults: string[] }> {
  const found = []
  for (let run = 0; run < runs; run++) found.push(await once(port, url, cookie))
  return found.toSorted((a, b) => b.scores.performance - a.scores.performance)[0]!
}

async function once(port: number, url: string, cookie?: string) {
  const result = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: ['performance', 'accessibility'],
    ...(cookie && { extraHeaders: { Cookie: cookie } }),
  })
  const { categories, audits, finalDisplayedUrl, runtimeError } = result!.lhr
  if (runtimeError) throw new Error(`${url}: ${runtimeError.message}`)
  if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`)
  const faults = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs
      .filter(({ weight, id }) => weight > 0 && (audits[id]!.score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${audits[id]!.displayValue ?? ''}`)
  )
  const score = (name: string) => Math.round((categories[name]!.score ?? 0) * 100)
  return {
    scores: { performance: score('performance'), accessibility: score('accessibility') },
    faults,
  }
}
