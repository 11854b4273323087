import type { Page } from 'playwright-core'

/** Hands on the keyboard, and no mouse: what has the focus is all that can be used. */
export class Keyboard {
  constructor(readonly page: Page) {}

  /** Tabs on to what bears this name, from where the focus is, round the page if need be. */
  async to(name: string | RegExp, { back = false } = {}) {
    for (let steps = 0; steps < 250; steps++) {
      if (await this.#isOn(name)) return
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    }
    throw new Error(`The keyboard does not reach ${name}`)
  }

  async press(name: string | RegExp, options = {}) {
    await this.to(name, options)
    await this.settle(() => this.page.keyboard.press('Enter'))
  }

  /** Into the field that has the focus. */
  async type(text: string) {
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.insertText(text)
  }

  async fill(name: string | RegExp, text: string) {
    await this.to(name)
    await this.type(text)
  }

  async tick(name: string | RegExp, isOn: boolean) {
    await this.to(name)
    const checked = await this.page.evaluate(() => (document.activeElement as any).checked)
    if (checked !== isOn) await this.settle(() => this.page.keyboard.press('Space'))
  }

  /** Down the options of a select, by the letters that its text begins with, as people do. */
  async pick(name: string | RegExp, label: string) {
    await this.to(name)
    const text = plainly(label)
    const steps = await this.page.evaluate((wanted) => {
      const select = document.activeElement as HTMLSelectElement
      const labels = [...select.options].map(({ label: one }) => one.replaceAll(/\s+/g, ' '))
      const at = labels.findIndex((one) => one === wanted || one.startsWith(`${wanted} (`))
      if (at === -1) throw new Error(`No « ${wanted} » among ${labels.join(', ')}`)
      return at - select.selectedIndex
    }, text)
    if (steps === 0) return
    const key = steps > 0 ? 'ArrowDown' : 'ArrowUp'
    for (let step = 1; step < Math.abs(steps); step++) await this.page.keyboard.press(key)
    await this.settle(() => this.page.keyboard.press(key))
  }

  /** What is done takes its time to come back from the server. */
  async settle(act: () => Promise<unknown>) {
    await act()
    await this.page.waitForLoadState()
    await this.page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  }

  /** Follows a link, or presses a button, to the page at such an address. */
  async follow(name: string | RegExp, address: RegExp) {
    await this.to(name)
    await this.page.keyboard.press('Enter')
    await this.page.waitForURL(address)
  }

  /** Gives a file to each field that asks for one, and ticks each box, on the way to a button. */
  async giveAll(file: { name: string; mimeType: string; buffer: Buffer }, until: string) {
    for (let steps = 0; steps < 250; steps++) {
      if (await this.#isOn(until)) return
      const kind = await this.page.evaluate(() => {
        const { type, checked } = document.activeElement as HTMLInputElement
        return checked ? '' : type
      })
      if (kind === 'checkbox') await this.page.keyboard.press('Space')
      if (kind === 'file') {
        // From here on it is the window of the system, which is no page.
        await this.page.locator(':focus').setInputFiles(file)
        await this.page.waitForFunction(() => !document.querySelector('progress'))
      }
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`The keyboard does not reach ${until}`)
  }

  /** Sends a page that is a page of its own, and waits for the next. */
  async send(name: string, next: string) {
    await this.to(name)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('heading', { name: next, exact: true }).waitFor()
  }

  async #isOn(name: string | RegExp): Promise<boolean> {
    const found = await this.page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null
      if (!element || element === document.body) return ''
      const labels = (element as HTMLInputElement).labels
      const spoken = element.cloneNode(true) as HTMLElement
      const silent = [...spoken.querySelectorAll('kbd[aria-hidden=true]')]
      for (const key of silent) key.remove()
      const inside = silent.length ? spoken.textContent : element.innerText
      const text = labels?.length ? labels[0]!.innerText : inside
      const own = element.getAttribute('aria-label')
      return (own ?? text ?? '').replaceAll(/\s+/g, ' ').trim()
    })
    return typeof name === 'string' ? found === plainly(name) : name.test(found)
  }
}

export const plainly = (text: string) => text.replaceAll(/\s+/g, ' ')
