/**
 * `npm run guides`: takes the pictures of the help by role from the running demo (`npm run demo` in
 * another terminal), so that they show the product as it is. Writes `public/guides/<role>-<step>.webp`.
 *
 * The demo is at GUIDES_URL, by default `http://plassans.localhost:3333`; it is acted in.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { closeBrowser, theBrowser } from '../support/browser.js'

const ORIGIN = process.env.GUIDES_URL ?? 'http://plassans.localhost:3333'
const FOLDER = fileURLToPath(new URL('../../public/guides/', import.meta.url))
const SIZE = { width: 1000, height: 640 }
/** In bytes: the help is read on a telephone too. */
const HEAVIEST = 60_000

await mkdir(FOLDER, { recursive: true })
await usager()
await accueilAndService()
await superviseur()
await admin()
await closeBrowser()

async function usager() {
  const page = await somebody()
  await page.goto(`${ORIGIN}/`)
  await take(page, 'usager-choose')
  await page.goto(`${ORIGIN}/demarches/signalement`)
  await take(page, 'usager-start')
  await page.goto(`${ORIGIN}/demarches/signalement/remplir`)
  await take(page, 'usager-fill')
  await page.goto(`${ORIGIN}/suivi`)
  await take(page, 'usager-follow')
}

async function accueilAndService() {
  const page = await somebody('agent')
  await page.goto(`${ORIGIN}/accueil`)
  await declineTour(page)
  await take(page, 'accueil-inbox')
  await page.locator('tbody th a').first().click()
  await page.waitForLoadState()
  const dossier = page.url()
  await take(page, 'accueil-dossier')
  await page.goto(`${dossier}/actions/demander_correction`)
  await take(page, 'accueil-decide', 'form[action*="demander_correction"]')
  await page.goto(`${ORIGIN}/accueil/saisies`)
  await take(page, 'accueil-filing')
  await page.goto(`${dossier}/actions/transmettre`)
  const form = 'form[action*="transmettre"]'
  await page.locator(`${form} select`).first().selectOption({ label: 'Voirie' })
  await take(page, 'accueil-transfer', form)
  await page.locator(`${form} button[type=submit]`).last().click()
  await page.waitForLoadState()
  await service(await mailTo(page, 'voirie@plassans.fr'))
}

/** The mailbox of the demo, once the worker has sent. */
async function mailTo(page: Page, address: string): Promise<string> {
  const list = `${ORIGIN}/_boite?pour=${encodeURIComponent(address)}`
  for (let tries = 0; tries < 20; tries++) {
    await page.goto(list)
    const link = page.locator('main a[href^="/_boite/"]').first()
    if (await link.count()) {
      await link.click()
      await page.waitForLoadState()
      return page.url()
    }
    await page.waitForTimeout(500)
  }
  throw new Error(`No mail to ${address} has come`)
}

async function service(mail: string) {
  const page = await somebody()
  await page.goto(`${mail}/html`)
  await take(page, 'service-mail')
  const href = await page.locator('a[href*="/service/"]').first().getAttribute('href')
  await page.goto(href!)
  await take(page, 'service-dossier')
  const action = page.locator('a[href*="/actions/"]').first()
  await action.click()
  await page.waitForLoadState()
  await take(page, 'service-decide', 'form[action*="/actions/"]')
}

async function superviseur() {
  const page = await somebody('manager')
  await page.goto(`${ORIGIN}/superviseur`)
  await take(page, 'superviseur-overview')
  await page.goto(`${ORIGIN}/superviseur/dossiers?vue=tous`)
  await take(page, 'superviseur-dossiers')
  await page.goto(`${ORIGIN}/superviseur/dossiers?vue=clos`)
  await page.locator('tbody th a').first().click()
  await page.waitForLoadState()
  await take(page, 'superviseur-history', '.timeline')
}

async function admin() {
  const page = await somebody('admin')
  for (const [step, path] of [
    ['demarches', '/admin/demarches'],
    ['order', '/admin/rubriques'],
    ['form', '/admin/demarches/signalement/formulaire'],
    ['treatment', '/admin/demarches/signalement/traitement'],
    ['agents', '/admin/agents'],
    ['mails', '/admin/courriels/texte?modele=usager-recue'],
    ['home', '/admin/accueil'],
  ] as const) {
    await page.goto(`${ORIGIN}${path}`)
    await declineTour(page)
    await take(page, `admin-${step}`)
  }
  await page.goto(`${ORIGIN}/admin/circuits/nouveau?de=double-visa`)
  await page.locator('#label').fill('Autorisations de voirie')
  await page.locator('main button[type=submit]').click()
  await page.waitForLoadState()
  await page.goto(`${ORIGIN}${new URL(page.url()).pathname}?sur=actions.proposer_accord`)
  await take(page, 'admin-workflow')
}

async function somebody(account?: string): Promise<Page> {
  const browser = await theBrowser()
  const context = await browser.newContext({ viewport: SIZE, locale: 'fr-FR' })
  const page = await context.newPage()
  if (account) {
    await page.goto(`${ORIGIN}/connexion`)
    await page.locator('#email').fill(`${account}@plassans.fr`)
    await page.locator('#password').fill('plassans2017')
    await page.locator('main button[type=submit]').click()
    await page.waitForLoadState()
  }
  return page
}

/** Whoever reads the help has been offered the tour by the page itself. */
async function declineTour(page: Page) {
  const decline = page.locator('.tour form button').last()
  if (!(await decline.count())) return
  await decline.click()
  await page.locator('.tour').waitFor({ state: 'detached' })
}

/** What is in view or, from the top of an element, a page of it. */
async function take(page: Page, name: string, from?: string) {
  if (from)
    await page
      .locator(from)
      .first()
      .evaluate((element) => element.scrollIntoView())
  await page.waitForTimeout(400)
  const bytes = await page.screenshot({ type: 'png' })
  const webp = await smaller(page, bytes.toString('base64'))
  await writeFile(`${FOLDER}${name}.webp`, webp)
  console.log(`${name}.webp ${Math.round(webp.length / 1000)} ko`)
}

/** As WebP, by the browser itself, on a page of ours: that of the demo lets no picture be drawn. */
async function smaller(from: Page, png: string): Promise<Buffer> {
  const page = await from.context().newPage()
  try {
    for (const quality of [0.8, 0.65, 0.5, 0.35]) {
      const url = await page.evaluate(
        async ([data, wanted]) => {
          const image = new Image()
          image.src = `data:image/png;base64,${data}`
          await image.decode()
          const canvas = document.createElement('canvas')
          canvas.width = image.naturalWidth
          canvas.height = image.naturalHeight
          canvas.getContext('2d')!.drawImage(image, 0, 0)
          return canvas.toDataURL('image/webp', wanted)
        },
        [png, quality] as const
      )
      const bytes = Buffer.from(url.split(',')[1]!, 'base64')
      if (bytes.length <= HEAVIEST) return bytes
    }
  } finally {
    await page.close()
  }
  throw new Error('This picture is too heavy whatever its quality')
}
