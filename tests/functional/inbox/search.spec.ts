import { test } from '@japa/runner'
import { gatherWords } from '#dossiers/vocabulary'
import { keepVocabulary } from '#notifications/words'
import { sql, withCommune } from '#tenancy/scope'
import { references, submitted, tab } from '#tests/support/lists'
import { act } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'
import { fillCommune } from '#database/generate/fill'

test.group('Search in the inbox', () => {
  test('finds by reference, name, mail, telephone, démarche and content', async ({ assert }) => {
    const commune = await aCommune()
    const wanted = await submitted(commune, {
      objet: 'Lampadaire éteint',
      precision: 'Devant l’école Zola, n° 12 ; rappeler au 06.12.34.56.78 (soir)',
      nom: 'Hélène Béraud',
      courriel: 'helene.beraud@courrier.example',
    })
    await submitted(commune, { precision: 'Rappeler au +33 6 98 76 54 32' })
    const agent = await commune.signedIn('accueil')
    const found = async (typed: string) =>
      references(await agent.get(`/accueil?${new URLSearchParams({ q: typed })}`))

    const { reference } = wanted
    for (const typed of [
      reference,
      reference.replace('-', ''),
      reference.toLowerCase().slice(0, 5),
      reference.replace('-', '').toLowerCase().slice(0, 5),
      'beraud',
      'BÉRAUD Hélène',
      'hel',
      'helene.beraud@courrier.example',
      'courrier.example',
      '0612345678',
      '+33 6 12 34 56 78',
      '06 12 34 56 78',
      '06.12.34.56.78',
      '0033 6 12 34 56 78',
      '+33 (0)6-12-34-56-78',
      '06/12/34/56/78',
      'lampadaire eteint',
      'lampad ecole demande',
    ]) {
      assert.deepEqual(await found(typed), [reference], typed)
    }
    for (const typed of ['lampadaire poule', 'adaire', '0612345679', '!!!', "o'brien", '%', '_']) {
      assert.deepEqual(await found(typed), [], typed)
    }
    assert.lengthOf(await found('demande d’essai'), 2)
  })

  test('finds what was corrected, and no more what was replaced', async ({ assert }) => {
    const commune = await aCommune()
    const { id, reference } = await submitted(commune, { objet: 'Trottoir' })
    await act(commune, id, 'demander_correction', {
      questions: ['demande.objet'],
      message: 'Lequel ?',
    })
    const { CorrectDossier } = await import('#dossiers/actions/correct_dossier')
    await withCommune(commune.id, () =>
      new CorrectDossier().handle(
        id,
        { demande: { objet: 'Passerelle' } },
        { role: 'usager', label: 'Zoé' }
      )
    )
    const agent = await commune.signedIn('accueil')

    assert.deepEqual(references(await agent.get('/accueil?vue=tous&q=passerelle')), [reference])
    assert.deepEqual(references(await agent.get('/accueil?vue=tous&q=trottoir')), [])
  })

  test('finds other forms of a word, and what is misspelt, and says so', async ({ assert }) => {
    const commune = await aCommune()
    const horses = await submitted(commune, { objet: 'Chevaux échappés', nom: 'Hélène Béraud' })
    const lamp = await submitted(commune, { objet: 'Le lampadaire clignote', nom: 'Zoé Martin' })
    await withCommune(commune.id, gatherWords)
    const agent = await commune.signedIn('accueil')
    const search = (typed: string) => agent.get(`/accueil?q=${encodeURIComponent(typed)}`)

    for (const typed of ['cheval echappe', 'chevaux', 'échappée', 'helenne']) {
      assert.deepEqual(references(await search(typed)), [horses.reference], typed)
    }
    assert.deepEqual(references(await search('lampadaires')), [lamp.reference])
    for (const [typed, read] of [
      ['lampadiare', 'lampadaire'],
      ['beraux hlene', 'beraud helene'],
      ['lanpadaire', 'lampadaire'],
    ] as const) {
      const page = await search(typed)
      assert.include(page.text.replace(/\s/g, ' '), `Résultats pour « ${read} »`, typed)
      assert.lengthOf(references(page), 1, typed)
    }
    const nothing = await search('hippopotame')
    assert.notInclude(nothing.text, 'Résultats pour')
    assert.lengthOf(references(nothing), 0)
  })

  test('forgets the words of what is no more', async ({ assert }) => {
    const commune = await aCommune()
    const { id } = await submitted(commune, { objet: 'Trottoir' })
    await withCommune(commune.id, gatherWords)
    const words = async () =>
      (await withCommune(commune.id, () => sql('select word from search_words'))).map(
        ({ word }) => word
      )
    assert.include(await words(), 'trottoir')
    await withCommune(commune.id, () =>
      sql(`update dossier_texts set words = ''::tsvector where id = ?`, [id])
    )
    await keepVocabulary(commune.id)
    assert.deepEqual(await words(), [])
  })

  test('finds what is frequent page by page, and counts it', async ({ assert }) => {
    const commune = await aCommune()
    await fillCommune(commune.id, 2600)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get('/accueil?vue=tous&q=demande')

    assert.lengthOf(references(page), 25)
    assert.equal(tab(page, 'Clos'), '400+')
    assert.lengthOf(references(await agent.get('/accueil?vue=clos&q=demande+demande')), 25)
  }).timeout(120_000)
})
