import { test } from '@japa/runner'
import { readyDemarches } from '#catalogue/ready_demarches'
import Dossier from '#dossiers/dossier'
import { compile, load, type Raw } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { A_PIECE } from '#tests/support/filling'
import { publishReady, rightAnswers } from '#tests/support/ready'
import type { Fields, Page, Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'
import { idIn, PNG } from '../usager/support.js'

const library = await readyDemarches()

/** `{a: {b: 'x'}}` as the fields of a form, `f[page][a][b]`; files in the place of pieces. */
function fieldsOf(value: unknown, name: string): Fields {
  if (typeof value === 'string') return { [name]: value }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) {
    const files = value.includes(A_PIECE)
    return { [`${name}[]`]: files ? [{ file: PNG, name: 'piece.png', type: 'image/png' }] : value }
  }
  return Object.assign(
    {},
    ...Object.entries((value ?? {}) as object).map(([key, one]) => fieldsOf(one, `${name}[${key}]`))
  )
}

/** Only what the page shows is filled in, as somebody would. */
function shownFields(page: Page, key: string, raw: Raw): Fields {
  const shown = new Set(
    page.html.querySelectorAll('main form [name]').map((field) => field.getAttribute('name')!)
  )
  const kept = Object.entries(fieldsOf(raw, `f[${key}]`)).filter(([name]) => shown.has(name))
  return Object.fromEntries(kept)
}

/** Fills page after page until all is answered. */
async function fill(person: Visitor, start: Page, raw: Record<string, Raw>): Promise<Page> {
  let page = start
  for (let steps = 0; steps < 60 && !page.path.endsWith('/verifier'); steps++) {
    const field = page.html.querySelector('main form [name^="f["]')?.getAttribute('name')
    const key = /^f\[(\w+)\]/.exec(field ?? '')?.[1]
    if (!key) throw new Error(`Stuck at ${page.path}: ${page.text.slice(0, 500)}`)
    page = await person.submit(page, shownFields(page, key, raw[key]!))
    if (page.status !== 200) throw new Error(`${page.path}: ${page.text.slice(0, 900)}`)
  }
  return page
}

/** The « Modifier » links that do not lead to something that takes the focus. */
async function deadEnds(person: Visitor, check: Page): Promise<string[]> {
  const links = check.html
    .querySelectorAll('.summary__change a')
    .map((link) => link.getAttribute('href')!.split('#') as [string, string])
  const pages = new Map<string, Page>()
  for (const [path] of links) if (!pages.has(path)) pages.set(path, await person.get(path))
  const leads = ([path, id]: [string, string]) =>
    /^(input|select|textarea|button|output)$/i.test(
      pages.get(path)!.html.getElementById(id)?.tagName ?? ''
    )
  if (links.length === 0) throw new Error(`Nothing can be changed at ${check.path}`)
  return links.filter((link) => !leads(link)).map((link) => link.join('#'))
}

test.group('The library, without JavaScript', (group) => {
  let commune: TestCommune
  group.setup(async () => {
    commune = await aCommune()
  })

  for (const ready of library) {
    test(`${ready.title}, from the home page to the follow-up`, async ({ assert }) => {
      await publishReady(commune, ready)
      const form = load(compile(ready.document))
      const { raw, answers } = rightAnswers(ready.document, form)
      const person = commune.visitor()
      assert.include((await person.get('/')).text, ready.title.replace(/[\u00a0\u202f]/g, ' '))
      assert.equal((await person.get(`/demarches/${ready.slug}`)).status, 200)

      const first = await person.get(`/demarches/${ready.slug}/remplir`)
      const check = await fill(person, first, raw)
      assert.deepEqual(await deadEnds(person, check), [])
      const sent = await person.submit(check)
      assert.match(sent.path, /\/envoye$/)
      assert.equal((await person.get(sent.path.replace('/envoye', ''))).status, 200)

      const dossier = await withCommune(commune.id, () => Dossier.findOrFail(idIn(sent)))
      const { email, name = null } = form.contact(answers)
      assert.equal(dossier.contactEmail, email!)
      assert.equal(dossier.contactName, name)
      const pages = (of: object) => Object.keys(of).sort()
      assert.deepEqual(pages(dossier.answers), pages(answers))
    }).timeout(60_000)
  }
})
