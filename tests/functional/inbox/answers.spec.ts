import { test } from '@japa/runner'
import type { Answers, Document } from '#forms/main'
import { act, aDraft, aSubmittedDossier } from '#tests/support/dossiers'
import { column, references, tab, walk, ids } from '#tests/support/lists'
import type { Page } from '#tests/support/visitor'
import { aCommune, SMALL_FORM, type TestCommune } from '#tests/support/world'
import { runJobs } from '#tests/support/jobs'
import { CorrectDossier } from '#dossiers/actions/correct_dossier'
import { ListQuestions } from '#reporting/actions/list_questions'
import { DESKS } from '#reporting/desks'
import { readListRequest } from '#reporting/list_request'
import { wholeList } from '#reporting/queries/whole_list'
import { sql, withCommune } from '#tenancy/scope'

const FORM = {
  ...SMALL_FORM,
  'x-order': ['lieu', 'contact'],
  'properties': {
    lieu: {
      'type': 'object',
      'title': 'Le lieu',
      'x-order': ['type', 'surface', 'jour', 'urgent', 'jours', 'detail', 'secret'],
      'properties': {
        type: {
          'type': 'string',
          'title': 'Type de problème',
          'x-question': 'choice',
          'oneOf': [
            { const: 'ecl', title: 'Éclairage' },
            { const: 'voi', title: 'Voirie' },
          ],
        },
        surface: { 'type': 'number', 'title': 'Surface', 'x-question': 'number', 'x-unit': 'm²' },
        jour: { 'type': 'string', 'title': 'Jour', 'x-question': 'date' },
        urgent: { 'type': 'boolean', 'title': 'Urgent', 'x-question': 'yes-no' },
        jours: {
          'type': 'array',
          'title': 'Jours',
          'x-question': 'choices',
          'items': {
            oneOf: [
              { const: 'lun', title: 'Lundi' },
              { const: 'mar', title: 'Mardi' },
            ],
          },
        },
        detail: { 'type': 'string', 'title': 'Détail', 'x-question': 'long-text' },
        secret: {
          'type': 'string',
          'title': 'Secret',
          'x-question': 'short-text',
          'x-sensitive': true,
        },
      },
      'required': ['type'],
    },
    contact: (SMALL_FORM.properties as any).contact,
  },
} as unknown as Document

const CONTACT = { nom: 'Zoé Martin', courriel: 'zoe@exemple.fr' }
const SAID: Answers[string][] = [
  { type: 'ecl', surface: 12.5, jour: '2026-03-01', urgent: true, jours: ['lun'] },
  { type: 'voi', surface: 9, jour: '2026-02-01', urgent: false, jours: ['lun', 'mar'] },
  { type: 'voi', surface: 100, jour: '2025-12-31', detail: 'Une branche tombée près de l’école' },
  { type: 'ecl', secret: 'rien' },
]

test.group('Lists sorted and filtered by answers', (group) => {
  let commune: TestCommune
  let sent: string[]
  group.setup(async () => {
    commune = await aCommune({ form: FORM })
    sent = []
    for (const lieu of SAID) sent.push(await aSubmittedDossier(commune, { lieu, contact: CONTACT }))
    await aDraft(commune, { lieu: { type: 'voi' }, contact: CONTACT })
  })
  group.each.timeout(60_000)

  const found = (page: Page) => ids(page).map((id) => sent.indexOf(id))
  const list = (query: string) => `/accueil?vue=tous&demarche=${commune.demarche.id}&${query}`
  const chip = (page: Page) =>
    page.html
      .querySelectorAll('.chip span:first-child')
      .map((one) => one.text.trim())
      .at(-1)

  test('filters by each kind of answer, in words', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    const filters = [
      ['r[lieu.type]=ecl', [0, 3], 'Type de problème : Éclairage'],
      ['r[lieu.urgent]=non', [1], 'Urgent : Non'],
      ['r[lieu.urgent]=oui', [0], 'Urgent : Oui'],
      ['r[lieu.jours]=lun', [0, 1], 'Jours : Lundi'],
      ['r[lieu.surface][de]=9%2C5', [0, 2], 'Surface : 9,5 ou plus'],
      ['r[lieu.surface][de]=9&r[lieu.surface][a]=12.5', [0, 1], 'Surface : de 9 à 12.5'],
      ['r[lieu.jour][a]=2026-02-01', [1, 2], 'Jour : jusqu’au 01/02/2026'],
      ['r[lieu.jour][de]=2026-02-02', [0], 'Jour : à partir du 02/02/2026'],
      ['r[lieu.detail]=TOMBEE ecole', [2], 'Détail contient « TOMBEE ecole »'],
      ['r[lieu.detail]=tondeuse', [], 'Détail contient « tondeuse »'],
      ['r[lieu.type]=voi&r[lieu.surface][a]=50', [1], 'Surface : 50 ou moins'],
    ] as const
    for (const [query, expected, words] of filters) {
      const page = await agent.get(encodeURI(list(query)).replaceAll('%252C', '%2C'))
      assert.equal(page.status, 200, query)
      assert.deepEqual(found(page), [...expected], query)
      assert.equal(chip(page)?.replace(/\u00a0/g, ' '), words)
      assert.equal(tab(page, 'Tous'), String(expected.length), query)
    }
    for (const nonsense of ['r[lieu.surface][de]=beaucoup', 'r[lieu.secret]=rien', 'r[x.y]=1']) {
      assert.lengthOf(found(await agent.get(encodeURI(list(nonsense)))), 4, nonsense)
    }
  })

  test('sorts by each kind of answer, what was not answered coming last', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    const { id } = commune.demarche
    const sorts = {
      surface: [1, 0, 2, 3],
      jour: [2, 1, 0, 3],
      type: [0, 3, 1, 2],
    }
    for (const [question, expected] of Object.entries(sorts)) {
      const path = list(`tri=${id}.lieu.${question}&colonnes=reference,${id}.lieu.${question}`)
      assert.deepEqual(found(await agent.get(path)), expected, question)
      const back = await agent.get(path.replace('tri=', 'tri=-'))
      assert.deepEqual(found(back), expected.toReversed(), question)
    }
    const page = await agent.get(`/accueil?colonnes=reference,${id}.lieu.surface`)
    assert.deepEqual(column(page, 'Surface'), ['12,5 m²', '9 m²', '100 m²', '—'])
    const head = page.html.querySelectorAll('thead a').find((a) => a.text.includes('Surface'))!
    const sorted = await agent.get(head.getAttribute('href')!.replaceAll('&amp;', '&'))
    assert.deepEqual(found(sorted), [1, 0, 2, 3], 'a click on its head sorts by it')
    assert.isNotNull(sorted.html.querySelector('[aria-sort="ascending"]'))
  })

  test('follows what is corrected, decided and sent since', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    await agent.get(list('r[lieu.type]=ecl'))
    const late = await aSubmittedDossier(commune, { lieu: { type: 'ecl' }, contact: CONTACT })
    sent.push(late)
    assert.deepEqual(found(await agent.get(list('r[lieu.type]=ecl'))), [0, 3, 4])

    await act(commune, late, 'demander_correction', { questions: [], message: 'Où ?' })
    const usager = `${list('r[lieu.type]=ecl')}&vue=chez-l-usager`.replace('vue=tous&', '')
    assert.deepEqual(found(await agent.get(usager)), [4])
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(late, { lieu: { type: 'voi' } }, { role: 'usager', label: 'Zoé' })
    )
    assert.deepEqual(found(await agent.get(list('r[lieu.type]=ecl'))), [0, 3])
    assert.deepEqual(found(await agent.get(list('r[lieu.type]=voi'))), [1, 2, 4])
    await act(commune, late, 'accepter')
    const closed = list('r[lieu.type]=voi').replace('vue=tous', 'vue=clos')
    assert.deepEqual(found(await agent.get(closed)), [4])
  })

  test('leaves drafts out, whose answers nobody has sent', async ({ assert }) => {
    const chief = await commune.signedIn('superviseur')
    const { id } = commune.demarche
    const page = await chief.get(
      `/superviseur/dossiers?demarche=${id}&r[lieu.type]=voi&colonnes=reference,${id}.lieu.type`
    )
    assert.notInclude(references(page), 'Non soumis')
    assert.equal(tab(page, 'Non soumis'), '0')
    const drafts = await chief.get(
      `/superviseur/dossiers?vue=non-soumis&colonnes=reference,${id}.lieu.type`
    )
    assert.deepEqual(column(drafts, 'Type de problème'), ['—'])
  })
})

test.group('Answers of many dossiers', () => {
  test('are gathered by the worker, page by page exactly once, and exported whole', async ({
    assert,
  }) => {
    const commune = await aCommune({ form: FORM })
    const { id } = commune.demarche
    const first = await aSubmittedDossier(commune, { lieu: SAID[0]!, contact: CONTACT })
    // As many as are not gone through while one waits.
    await withCommune(commune.id, () =>
      sql(
        `insert into dossiers (commune_id, id, demarche_id, version_id, demarche_title, reference, state,
           state_label, holder, standing, answers, contact_name, submitted_at)
         select commune_id, gen_random_uuid(), demarche_id, version_id, demarche_title, 'AAA-' || n, state,
           state_label, holder, standing,
           jsonb_set(answers, '{lieu,surface}', to_jsonb(n % 37)), contact_name, submitted_at
         from dossiers, generate_series(1000, 1519) n where id = ?`,
        [first]
      )
    )
    const agent = await commune.signedIn('accueil')
    const path = `/accueil?demarche=${id}&tri=${id}.lieu.surface&r[lieu.type]=ecl`
    const waiting = await agent.get(path)
    assert.include(waiting.text, 'Cette liste se prépare')
    assert.lengthOf(references(waiting), 0)
    await runJobs()

    const pages = await walk(agent, await agent.get(path), 'next')
    const seen = pages.flatMap(ids)
    assert.lengthOf(seen, 521)
    assert.equal(new Set(seen).size, 521)
    const back = await walk(agent, pages.at(-1)!, 'prev')
    assert.deepEqual(back.toReversed().flatMap(ids).slice(-521), seen)

    const request = readListRequest(
      { demarche: id, tri: `${id}.lieu.surface`, r: { 'lieu.surface': { a: '20' } } },
      DESKS.accueil
    )
    const values = await withCommune(commune.id, async () => {
      const all: string[] = []
      for await (const batch of wholeList(request, DESKS.accueil, 100)) all.push(...batch.ids)
      return sql<{ n: number }>(
        `select (answers#>>'{lieu,surface}')::float as n from unnest(?::uuid[]) with ordinality w (id, at)
         join dossiers d on d.id = w.id order by at`,
        [all]
      )
    })
    assert.lengthOf(values, 297)
    const numbers = values.map(({ n }) => n)
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b)
    )
    const again = await withCommune(commune.id, () => new ListQuestions().handle(id, ['lieu.jour']))
    assert.deepEqual(again, [], 'a question more is gathered anew')
  }).timeout(120_000)
})
