import { test } from '@japa/runner'
import fc from 'fast-check'
import { Qs } from '@adonisjs/core/http'
import { STANDARD, USUAL } from '#reporting/columns'
import {
  type Desk,
  listAddress,
  type ListRequest,
  readListAddress,
  readListRequest,
} from '#reporting/list_request'
import { SORTS } from '#reporting/sorts'
import { SENT } from '#reporting/trays'

const parser = new Qs({
  parse: { depth: 5, parameterLimit: 1000, allowSparse: false, arrayLimit: 20, comma: true },
  stringify: {} as never,
})

const DESK: Desk = { trays: SENT, tray: 'accueil' }
const D = '01890a5d-ac96-774b-bcce-b302099a8057'
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058'

const key = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,12}$/)
const path = fc.tuple(key, key).map(([page, question]) => `${page}.${question}`)
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2900-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const words = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 60 })
  .map((text) => text.replaceAll('\0', '').trim())
  .filter((text) => text !== '')
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined })

const filter = fc.oneof(
  fc.record({ path, is: words }),
  fc
    .record({ path, from: maybe(day), until: maybe(day) })
    .filter(({ from, until }) => Boolean(from ?? until))
)
const column = fc.oneof(
  fc.constantFrom(...STANDARD),
  path.map((one) => `${OTHER}.${one}` as const)
)

const request: fc.Arbitrary<ListRequest> = fc
  .record({
    tray: fc.constantFrom(...SENT, 'all' as const),
    sort: fc.oneof(
      fc.constantFrom(...(Object.keys(SORTS) as (keyof typeof SORTS)[])),
      path.map((one) => `${D}.${one}` as const)
    ),
    direction: fc.constantFrom('asc' as const, 'desc' as const),
    typed: fc.oneof(fc.constant(''), words),
    demarcheId: maybe(fc.constant(D)),
    stateLabel: maybe(words),
    serviceId: maybe(fc.uuid()),
    from: maybe(day),
    until: maybe(day),
    activeFrom: maybe(day),
    activeUntil: maybe(day),
    channel: maybe(fc.constantFrom('online', 'counter', 'phone', 'paper')),
    delay: maybe(fc.constantFrom('depassee', 'proche', 'aucune')),
    unreadMessages: maybe(fc.constant(true)),
    assignee: maybe(fc.oneof(fc.constantFrom('moi', 'personne'), fc.uuid())),
    unread: maybe(fc.constant(true)),
    answers: fc.uniqueArray(filter, { maxLength: 5, selector: (one) => one.path }),
    columns: fc.option(
      fc
        .uniqueArray(column, { minLength: 1, maxLength: 12 })
        .map((all) => ['reference' as const, ...all.filter((one) => one !== 'reference')])
        .filter((all) => all.length > 1 && all.join() !== USUAL.join()),
      { nil: null }
    ),
    viewId: maybe(fc.uuid()),
  })
  .map((asked) => ({
    ...asked,
    // A question sorts and narrows a list of its own démarche only.
    sort: asked.demarcheId || asked.sort in SORTS ? asked.sort : 'depot',
    answers: asked.demarcheId ? asked.answers : [],
    cursor: null,
  })) as fc.Arbitrary<ListRequest>

const bare = (one: ListRequest) => JSON.parse(JSON.stringify(one))

test.group('Reporting | the address of a list', () => {
  test('gives back the request that it was made of, as a browser sends it and as it is kept', ({
    assert,
  }) => {
    fc.assert(
      fc.property(request, (asked) => {
        const address = listAddress('/accueil', asked, DESK)
        const sent = parser.parse(address.split('?')[1] ?? '')
        assert.deepEqual(bare(readListRequest(sent, DESK)), bare(asked))
        assert.deepEqual(bare(readListAddress(address, DESK)), bare(asked))
      }),
      { numRuns: 300 }
    )
  })

  test('is read whatever it holds, and written again as it was understood', ({ assert }) => {
    const anything = fc.dictionary(
      fc.constantFrom('vue', 'tri', 'q', 'demarche', 'r', 'colonnes', 'page', 'delai', 'monter'),
      fc.oneof(fc.anything(), fc.string(), fc.dictionary(fc.string(), fc.anything()))
    )
    fc.assert(
      fc.property(anything, (query) => {
        const read = readListRequest(query, DESK)
        const again = readListAddress(listAddress('/accueil', read, DESK), DESK)
        assert.deepEqual(bare(again), bare(read))
      }),
      { numRuns: 300 }
    )
  })

  test('moves a column where its button was pressed, the reference staying first', ({ assert }) => {
    const columns = (more: object) =>
      readListRequest({ colonnes: ['reference', 'etat', 'depot', 'canal'], ...more }, DESK).columns
    assert.deepEqual(columns({ monter: 'depot' }), ['reference', 'depot', 'etat', 'canal'])
    assert.deepEqual(columns({ descendre: 'depot' }), ['reference', 'etat', 'canal', 'depot'])
    assert.deepEqual(columns({ monter: 'reference' }), ['reference', 'etat', 'depot', 'canal'])
    assert.deepEqual(columns({ monter: 'etat' }), ['reference', 'etat', 'depot', 'canal'])
  })

  test('does without a question of another démarche, and names the list where a view opens', ({
    assert,
  }) => {
    const query = { tri: `-${OTHER}.demande.objet`, r: { 'demande.objet': 'nid' } }
    const read = readListRequest({ ...query, demarche: D }, DESK)
    assert.equal(read.sort, 'depot')
    assert.deepEqual(readListRequest(query, DESK).answers, [])
    const usual = readListRequest({}, DESK)
    assert.equal(listAddress('/accueil', usual, DESK), '/accueil')
    assert.equal(
      listAddress('/accueil', usual, { ...DESK, opening: OTHER }),
      '/accueil?vue=a-traiter'
    )
  })
})
