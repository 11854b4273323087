import { closeBrowser, Person } from '#tests/support/browser'
import { Visitor } from '#tests/support/visitor'
import { figuresOf, type Figures } from './figures.js'
import { ADMIN, type TownHall } from './town_hall.js'

const SLOWER = 4
const EDITS = 40
const WARM_UP = 5

export interface EditFigures extends Figures {
  /** Until the server has kept it and all that follows from it is drawn, the median. */
  saved_ms: number
}

/** From the click on « Réponse obligatoire » to the page that says « (facultatif) », or no longer does. */
export async function measureEdits(
  hall: TownHall,
  port: number,
  slug: string
): Promise<EditFigures> {
  process.env.PORT = String(port)
  const admin = await Person.at(hall.host)
  const { page } = admin
  // Production marks its cookies for https, which nothing here speaks: they are carried over by hand.
  const visitor = new Visitor(hall.host, port)
  await visitor.submit(await visitor.get('/connexion'), ADMIN)
  const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: admin.origin }))
  await page.context().addCookies(cookies)
  await admin.go(`/admin/demarches/${slug}/formulaire`)
  await page.locator('.plan__link', { hasText: 'Question 5' }).first().click()
  await page.locator('#reglage-required').waitFor()
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })

  const times: number[] = []
  const saves: number[] = []
  for (let edit = 0; edit < WARM_UP + EDITS; edit++) {
    const [drawn, saved] = await page.evaluate(async () => {
      const item = document.querySelector('.sheet__item[data-current]')!
      const isOptional = () => item.querySelector('.field__optional') !== null
      const before = isOptional()
      const began = performance.now()
      document.querySelector<HTMLInputElement>('#reglage-required')!.click()
      await new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (isOptional() === before) return
          observer.disconnect()
          // Once the browser has drawn it.
          requestAnimationFrame(() => setTimeout(resolve))
        })
        observer.observe(item, { childList: true, subtree: true })
      })
      const shown = performance.now() - began
      const root = document.querySelector('#construction')!
      while (root.hasAttribute('aria-busy')) await new Promise(requestAnimationFrame)
      return [shown, performance.now() - began]
    })
    if (edit < WARM_UP) continue
    times.push(drawn!)
    saves.push(saved!)
  }
  await closeBrowser()
  return { ...figuresOf(times), saved_ms: figuresOf(saves).ms }
}
