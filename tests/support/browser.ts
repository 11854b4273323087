import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

let shared: Promise<Browser> | undefined

/** One Chromium for the whole run: the system's where there is one, else the one of the npm package. */
export function theBrowser(): Promise<Browser> {
  shared ??= launch()
  return shared
}

/**
 * Ends the run of a group.
 *
 * @throws when anyone's browser refused something or a script failed, looked at or not
 */
export async function closeBrowser() {
  const browser = await shared?.catch(() => undefined)
  shared = undefined
  await browser?.close()
  const refused = people.splice(0).flatMap(({ violations }) => violations)
  if (refused.length > 0) throw new Error(`Browsers complained:\n${refused.join('\n')}`)
}

const people: Person[] = []

/** What a page answers to a form that is not right, and what a test cuts off on purpose. */
const EXPECTED = /Failed to load resource: (the server responded with a status of 4|net::)/

/** Not the package's own arguments: they turn web security off and put all in one process. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--disable-quic']

/** A Chromium of one's own, with these arguments besides the usual ones. */
export async function launch(...args: string[]): Promise<Browser> {
  const known = SYSTEM.find((path) => existsSync(path))
  const { default: packed } = await import('@sparticuz/chromium')
  const executablePath = known ?? (await packed.executablePath())
  return chromium.launch({ executablePath, args: [...ARGS, ...args] })
}

interface Options {
  width?: number
  javaScript?: boolean
}

/** A person with a browser of their own: cookies, window, and what went wrong in it. */
export class Person {
  readonly violations: string[] = []

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly origin: string
  ) {
    people.push(this)
    page.on('console', (message) => {
      const text = message.text()
      const isRefusal = /content security policy|securitypolicyviolation/i.test(text)
      const isError = message.type() === 'error' && !EXPECTED.test(text)
      if (isRefusal || isError) this.violations.push(text)
    })
    page.on('pageerror', (error) => this.violations.push(String(error)))
  }

  static async at(host: string, { width = 1280, javaScript = true }: Options = {}) {
    const browser = await theBrowser()
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 740 : 900 },
      javaScriptEnabled: javaScript,
      locale: 'fr-FR',
    })
    await context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) =>
        console.error('securitypolicyviolation', event.violatedDirective, event.blockedURI)
      )
    )
    const origin = `http://${host}:${process.env.PORT}`
    return new Person(context, await context.newPage(), origin)
  }

  async go(path: string) {
    await this.page.goto(path.startsWith('http') ? path : this.origin + path)
  }

  /** Presses a button or follows a link by what is written on it. */
  async press(name: string | RegExp) {
    const button = this.page.getByRole('button', { name }).first()
    const target = (await button.count()) ? button : this.page.getByRole('link', { name }).first()
    await target.click()
    await this.page.waitForLoadState()
  }

  async close() {
    await this.context.close()
  }
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What is wrong with the page in view: accessibility (WCAG 2.2 AA), a horizontal scroll, and what
 * the browser refused. Empty when it may be shown.
 */
export async function faultsOf({ page, violations }: Person): Promise<string[]> {
  // Legacy: of one window, without a second one to put the results of frames together.
  const { violations: found } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: { type: 'tag', values: RULES }, resultTypes: ['violations'] })
    .analyze()
  const place = new URL(page.url()).pathname
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth
  )
  return [
    ...found.flatMap(({ id, nodes }) => nodes.map((node) => `${place}: ${id}: ${node.html}`)),
    ...(wide ? [`${place}: scrolls sideways`] : []),
    ...violations.map((text) => `${place}: ${text}`),
  ]
}
