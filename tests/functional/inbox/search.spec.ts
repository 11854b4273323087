import { test } from '@japa/runner'
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
    const { withCommune } = await import('#tenancy/scope')
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
