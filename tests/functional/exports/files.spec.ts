import { parse } from 'csv-parse/sync'
import { test } from '@japa/runner'
import { aFile } from '#tests/functional/archive/support'
import { unzipped } from '#tests/unit/exports/support'
import { aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { submitted } from '#tests/support/lists'
import { aCommune } from '#tests/support/world'
import { withCommune } from '#tenancy/scope'
import Dossier from '#dossiers/dossier'
import { FAMILY, familyForm, filed, published, QUESTIONS, records, taken } from './support.js'

const read = (bytes: Buffer): string[][] => parse(bytes, { delimiter: ';', bom: true })

/** Days since the end of 1899: the program that reads it gives a day of OpenDocument as a moment. */
const dayIn = (cell: unknown) =>
  Math.floor(cell instanceof Date ? cell.getTime() / 86_400_000 + 25_569 : Number(cell))

test.group('A list as a file', () => {
  for (const format of ['xlsx', 'ods']) {
    test(`as ${format}: a sheet for all, one for each démarche and for each group`, async ({
      assert,
    }) => {
      const commune = await aCommune()
      const { versionId } = await published(commune, 'famille', familyForm(QUESTIONS))
      const family = await filed(commune, versionId, FAMILY, { nom: '+33 6 12 34 56 78' })
      const id = await aSubmittedDossier(commune)
      await aFile(commune, id, 'plan.txt', 'Un plan')
      const agent = await commune.signedIn('accueil')

      const { bytes, sheets } = await taken(commune, agent, '/accueil?vue=tous&tri=-depot', format)

      assert.include(await unzipped(bytes), 'No errors detected')
      assert.deepEqual(Object.keys(sheets), [
        'Tous les dossiers',
        'Demande d’essai',
        'Démarche famille',
        'Vos enfants – Démarche famille',
      ])
      const [head, first, second] = sheets['Tous les dossiers']!
      assert.notInclude(head!, 'Objet')
      const { reference } = await dossierOf(commune, id)
      assert.deepEqual([first![0], second![0]], [reference, family], 'in the order of the list')

      const [ours] = records(sheets['Démarche famille']!)
      assert.containsSubset(ours, {
        'Référence': family,
        'Situation': 'À traiter',
        'Canal': 'En ligne',
        'Demandeur': '+33 6 12 34 56 78',
        'Logement': 'Locataire',
        'Loyer': 650.5,
        'Vos enfants (nombre)': 2,
        'Vous – Courriel': 'zoe@exemple.fr',
      })
      assert.equal(dayIn(ours!['Depuis le']), 43862, 'a day is a day')
      assert.isAbove(dayIn(ours!['Déposée le']), 46_000)
      assert.notProperty(ours, 'Secret')
      assert.deepEqual(
        records(sheets['Vos enfants – Démarche famille']!).map((row) => [
          row['Référence'],
          row['N°'],
          row['Prénom'],
        ]),
        [
          [family, 1, '=Zoé'],
          [family, 2, 'Léo'],
        ]
      )
      assert.equal(records(sheets['Demande d’essai']!)[0]!['Photos'], null)
    }).timeout(60_000)
  }

  test('as CSV: of one démarche all its answers, rows of a group side by side', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { versionId, demarcheId } = await published(commune, 'famille', familyForm(QUESTIONS))
    const enfants = Array.from({ length: 12 }, (_, n) => ({ prenom: `Enfant n° ${n + 1}` }))
    await filed(commune, versionId, FAMILY)
    await filed(commune, versionId, { ...FAMILY, enfants })
    await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')

    const { bytes } = await taken(commune, agent, `/accueil?demarche=${demarcheId}`, 'csv')

    const [head, first, second] = read(bytes)
    const at = (title: string) => head!.indexOf(title)
    assert.equal(first![at('Loyer')], '650,5')
    assert.equal(first![at('Depuis le')], '2020-02-01')
    assert.equal(first![at('Enfant 1 – Prénom')], "'=Zoé")
    assert.equal(first![at('Enfant 1 – Né le')], '2019-05-06')
    assert.equal(first![at('Enfant 3 – Prénom')], '')
    assert.equal(second![at('Enfant 10 – Prénom')], 'Enfant n° 10')
    assert.equal(second![at('Enfant 11 et suivants')], 'Enfant n° 11\nEnfant n° 12')
    assert.equal(at('Secret'), -1)
    assert.notInclude(bytes.toString(), 'à ne pas sortir')

    const all = read((await taken(commune, agent, '/accueil', 'csv')).bytes)
    assert.lengthOf(all, 4)
    assert.notInclude(all[0]!, 'Loyer')
  }).timeout(60_000)

  test('has one column for a question of several versions, in the newest order', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { logement, loyer, depuis } = QUESTIONS
    const old = { logement, etage: { ...loyer, title: 'Étage' }, loyer }
    const first = await published(commune, 'famille', familyForm(old))
    await filed(commune, first.versionId, { logement: 'p', loyer: 100, etage: 300 })
    const next = { loyer: { ...loyer, title: 'Loyer mensuel' }, logement, depuis }
    const second = await published(commune, 'famille', familyForm(next))
    await filed(commune, second.versionId, { loyer: 200, depuis: '2026-01-01' })
    const agent = await commune.signedIn('accueil')

    const { sheets } = await taken(commune, agent, '/accueil', 'xlsx')

    const [name] = Object.keys(sheets)
    const [head] = sheets[name!]!
    const from = head!.indexOf('Loyer mensuel')
    assert.deepEqual(head!.slice(from, from + 4), [
      'Loyer mensuel',
      'Logement',
      'Étage',
      'Depuis le',
    ])
    const rows = records(sheets[name!]!)
    assert.deepEqual(
      rows.map((row) => [row['Loyer mensuel'], row['Étage']]),
      [
        [1, 3],
        [2, null],
      ]
    )
  }).timeout(60_000)

  test('names the files, and nothing by which they could be opened', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const piece = await aFile(commune, id, 'plan d’accès.txt', 'Un plan')
    await withCommune(commune.id, async () => {
      const dossier = await Dossier.findOrFail(id)
      const { demande, ...rest } = dossier.answers
      dossier.answers = { ...rest, demande: { ...demande, photos: [piece.id] } }
      await dossier.save()
    })
    const agent = await commune.signedIn('accueil')

    const { bytes } = await taken(commune, agent, '/accueil', 'csv')

    const [head, row] = read(bytes)
    assert.equal(row![head!.indexOf('Photos')], 'plan d’accès.txt')
    for (const trace of [piece.id, id, 'http', piece.diskKey]) {
      assert.notInclude(bytes.toString(), trace)
    }
  })

  test('of the superviseur tells of drafts, and nothing that is typed in them', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const { versionId } = await published(commune, 'famille', familyForm(QUESTIONS))
    await filed(commune, versionId, FAMILY, { nom: 'Personne Discrète', isSent: false })
    const chief = await commune.signedIn('superviseur')

    const { bytes } = await taken(commune, chief, '/superviseur/dossiers', 'csv')

    const [head, row] = read(bytes)
    assert.equal(row![head!.indexOf('Situation')], 'Non soumis')
    for (const typed of ['Discrète', 'zoe@exemple.fr', 'Locataire', '650', 'Zoé']) {
      assert.notInclude(bytes.toString(), typed)
    }
  })

  test('holds what the list holds: its view, its filters, its search', async ({ assert }) => {
    const commune = await aCommune()
    const { reference } = await submitted(commune, { objet: 'Une fontaine', nom: 'Abel' })
    await submitted(commune, { objet: 'Un lampadaire', nom: 'Zoé' })
    const agent = await commune.signedIn('accueil')

    const found = read((await taken(commune, agent, '/accueil?q=fontaine', 'csv')).bytes)
    assert.deepEqual(
      found.slice(1).map(([first]) => first),
      [reference]
    )

    const { bytes } = await taken(commune, agent, '/accueil?vue=clos', 'csv')
    assert.lengthOf(read(bytes), 1, 'of nothing, the head')
  })
})
