import type { Browser } from 'playwright-core'

/** Milliseconds: once nothing was fetched for so long, nothing more will be by itself. */
const QUIET = 1500

/**
 * The JavaScript of a form's page as a browser fetched it, compressed: what comes before the form is
 * brought to life, and all of it.
 *
 * @returns kB of 1,000 bytes
 * @throws where the form is not brought to life, or is although the browser is never idle
 */
export async function weighScripts(browser: Browser, url: string) {
  return {
    script_before: { kb_gz: await weigh(browser, url, { idle: false }) },
    script_total: { kb_gz: await weigh(browser, url, { idle: true }) },
  }
}

async function weigh(browser: Browser, url: string, { idle }: { idle: boolean }): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } })
  // A browser that always has something else to do.
  if (!idle) await context.addInitScript(() => (window.requestIdleCallback = () => 0))
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  const scripts = new Set<string>()
  let bytes = 0
  let last = performance.now()
  await network.send('Network.enable')
  network.on('Network.responseReceived', ({ requestId, type }) => {
    last = performance.now()
    if (type === 'Script') scripts.add(requestId)
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    last = performance.now()
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(url, { waitUntil: 'load' })
  if (idle) await page.waitForSelector('[data-alive]', { state: 'attached' })
  while (performance.now() - last < QUIET) await page.waitForTimeout(100)
  const isAlive = await page.locator('[data-alive]').count()
  await context.close()
  if (!idle && isAlive) throw new Error(`${url}: the form did not wait`)
  if (scripts.size === 0) throw new Error(`${url}: no script at all`)
  return Number((bytes / 1000).toFixed(2))
}
