import { test } from '@japa/runner'
import { check } from '#workflow/main'
import { aCommune, type TestCommune } from '#tests/support/world'
import { aService, base, draftOf, Editor } from './support.js'

test.group('The workflow editor, without a script', (group) => {
  let commune: TestCommune
  let maire: string
  group.setup(async () => {
    commune = await aCommune()
    maire = await aService(commune, 'Maire')
  })

  test('shows those of the library, which are copied and not changed', async ({ assert }) => {
    const admin = await commune.signedIn('admin')
    const list = await admin.get('/admin/circuits')
    assert.include(list.text, 'Guichet unique')
    assert.include(list.text, 'Demande d’essai')
    const page = await admin.get(base('double-visa'))
    assert.include(page.text, 'il ne se modifie pas')
    assert.isNull(page.html.querySelector('main form[method="post" i]'))
    assert.include(page.text, 'Par l’accueil : le dossier passe à « Accord proposé, visa attendu »')
    assert.exists(page.html.querySelector('svg.diagram__drawing'))
    const form = await admin.get('/admin/circuits/nouveau')
    const token = form.html.querySelector('[name=_csrf]')!.getAttribute('value')!
    const sent = await admin.post(`${base('double-visa')}/reglages`, { _csrf: token, version: '1' })
    assert.equal(sent.status, 404)
    assert.equal((await admin.get(base('nulle-part'))).status, 404)
  })

  test('a copy knows the service of the commune that bears the name', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'double-visa', 'Autorisations')
    const { definition, version } = await draftOf(commune, editor.slug)
    assert.equal(version, 1)
    assert.equal(definition.label, 'Autorisations')
    assert.equal(definition.id, editor.slug)
    assert.deepEqual(definition.services, { [maire]: 'Maire' })
    assert.include(editor.page.text, 'peut être publié')
  })

  test('another name for the service is asked for, at the service', async ({ assert }) => {
    const there = await aCommune()
    const editor = await Editor.copying(there, 'double-visa', 'Visas')
    assert.deepEqual(editor.problems, ['La commune n’a pas de service « Maire ».'])
    await editor.choose('services.maire')
    await editor.save({ becomes: there.services.urbanisme })
    const { definition } = await draftOf(there, editor.slug)
    assert.deepEqual(definition.actions.proposer_refus!.assigns, {
      service: there.services.urbanisme,
    })
    assert.include(editor.page.text, 'peut être publié')
  })

  test('a state and the ways through it are made by sentences and fields', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Avec contrôle')
    const { slug } = editor
    await editor.send('ajouts', { part: 'states', label: 'Contrôle' })
    assert.include(editor.problems, 'Aucun dossier ne peut arriver à l’état « Contrôle ».')
    const beside = editor.page.html.querySelector('#etat-controle .flow__problem')!
    assert.include(beside.text, 'Aucun dossier ne peut arriver')
    await editor.save({ usager: 'En vérification', kind: 'accueil' })

    await editor.choose('etats.recu')
    await editor.send('ajouts', { part: 'actions', from: 'recu', label: 'Contrôler' })
    await editor.save({ 'to': 'controle', 'past': 'Demande contrôlée', 'by[]': ['accueil'] })
    await editor.choose('actions.accepter')
    await editor.save({ 'from[]': ['recu', 'controle'] })

    const { definition } = await draftOf(commune, slug)
    assert.deepEqual(definition.states.controle, {
      label: 'Contrôle',
      usager: 'En vérification',
      holder: 'accueil',
    })
    assert.deepEqual(definition.actions.controler, {
      label: 'Contrôler',
      past: 'Demande contrôlée',
      tone: 'neutral',
      from: ['recu'],
      to: 'controle',
      by: ['accueil'],
    })
    assert.deepEqual(definition.actions.accepter!.from, ['recu', 'controle'])
    assert.deepEqual(check(definition), [])
    assert.include(editor.page.text, 'Par l’accueil : le dossier passe à « Contrôle ».')
  })

  test('an action asks what one wants, in the order one wants', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Questions')
    await editor.choose('actions.accepter', 'demande')
    await editor.send('reglages', {}, 'go=add')
    assert.include(editor.page.text, 'Question 3')
    await editor.save({
      'f[2][title]': 'Montant accordé',
      'f[2][kind]': 'choice',
      'f[2][visibility]': 'usager',
    })
    assert.equal(editor.page.status, 422)
    assert.include(editor.page.text, 'Donnez les choix')
    const kept = editor.page.html.querySelector('[name="f[2][title]"]')!.getAttribute('value')
    assert.equal(kept, 'Montant accordé')
    await editor.save({ 'f[2][choices]': 'Tout\nLa moitié', 'f[2][required]': '1' })
    await editor.send('reglages', {}, 'go=up-2')
    await editor.send('reglages', {}, 'go=remove-2')

    const { definition } = await draftOf(commune, editor.slug)
    const form = definition.actions.accepter!.form!
    assert.deepEqual(
      form.map(({ key }) => key),
      ['message', 'montant_accorde']
    )
    assert.deepEqual(form[1], {
      key: 'montant_accorde',
      kind: 'choice',
      title: 'Montant accordé',
      required: true,
      visibility: 'usager',
      choices: [
        { value: 'tout', label: 'Tout' },
        { value: 'moitie', label: 'La moitié' },
      ],
    })
  })

  test('what follows an action: mails, papers, a service, an opinion', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Suites')
    await editor.send('ajouts', { part: 'certificates', label: 'Arrêté' }, undefined)
    await editor.save({ body: 'Le maire de {commune} autorise {nom}.' })
    await editor.choose('actions.accepter', 'suites')
    await editor.save({
      'n[1][to]': 'superviseur',
      'n[1][template]': 'superviseur-alerte',
      'papers[]': ['arrete'],
      'webhooks': 'decision',
      'assigns': `service ${maire}`,
      'public': 'no',
    })
    const { definition } = await draftOf(commune, editor.slug)
    const { accepter } = definition.actions
    assert.deepEqual(accepter!.effects, [
      { type: 'certificate', template: 'arrete' },
      { type: 'notify', to: 'usager', template: 'usager-acceptee' },
      { type: 'notify', to: 'superviseur', template: 'superviseur-alerte' },
      { type: 'webhook', name: 'decision' },
    ])
    assert.deepEqual(accepter!.assigns, { service: maire })
    assert.isFalse(accepter!.public)
    assert.deepEqual(definition.services, { [maire]: 'Maire' })
    assert.deepEqual(definition.certificates!.arrete, {
      title: 'Arrêté',
      body: 'Le maire de {commune} autorise {nom}.',
    })
    assert.deepEqual(check(definition), [])

    await editor.choose('actions.accepter', 'suites')
    const half = await editor.save({ 'n[3][to]': 'usager' })
    assert.equal(half.status, 422)
    assert.include(half.text, 'besoin d’un destinataire')
  })

  test('only the services that are ticked, and nobody else', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Nommés')
    await editor.choose('actions.refuser')
    const none = await editor.save({ 'by[]': ['service'], 'for': 'named', 'named[]': [] })
    assert.equal(none.status, 422)
    assert.include(none.text, 'Cochez au moins un service')
    await editor.save({ 'named[]': [maire] })
    const { definition } = await draftOf(commune, editor.slug)
    assert.deepEqual(definition.actions.refuser!.for, [maire])
    assert.include(editor.page.text, 'Par « Maire » :')
  })

  test('a delay in working days, that stops, reminds, and decides', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Silence')
    const { slug } = editor
    await editor.send('ajouts', { part: 'deadlines', label: 'Silence vaut accord' })
    const wrong = await editor.save({ 'after[amount]': 'deux', 'after[unit]': 'M' })
    assert.equal(wrong.status, 422)
    assert.include(wrong.text, 'Donnez une durée')
    await editor.save({
      'after[amount]': '2',
      'since': 'submission',
      'suspendedIn[]': ['correction'],
      'r[0][amount]': '6',
      'r[0][unit]': 'W',
      'r[0][to]': 'accueil',
      'r[0][template]': 'superviseur-alerte',
      'alert[to]': '',
      'alert[template]': '',
      'do': 'accepter',
      'past': 'Silence vaut accord',
    })
    assert.include(editor.problems, 'Le système n’a pas le droit de faire cette action.')
    await editor.choose('actions.accepter')
    await editor.save({ 'by[]': ['accueil', 'service', 'system'] })
    const { definition } = await draftOf(commune, slug)
    const added = definition.deadlines!.at(-1)!
    assert.deepEqual(added, {
      key: 'silence_vaut_accord',
      label: 'Silence vaut accord',
      since: 'submission',
      suspendedIn: ['correction'],
      after: 'P2M',
      remind: [{ after: 'P6W', to: 'accueil', template: 'superviseur-alerte' }],
      do: 'accepter',
      past: 'Silence vaut accord',
    })
    assert.deepEqual(check(definition), [])
    assert.include(editor.page.text, 'L’horloge s’arrête dans « En attente de correction ».')

    await editor.choose('delais.traitement')
    await editor.save({ working: '1' })
    assert.include(editor.page.text, '15 jours ouvrés')
  })

  test('a rule looks at answers, and fills in what the action asks', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'direct-au-service', 'Orientation')
    const { voirie } = commune.services
    await editor.send('ajouts', { part: 'routing' })
    await editor.send('reglages', {}, 'go=add')
    await editor.send('reglages', { 'r[rows][0][question]': 'demande.objet' }, 'go=refresh')
    const bare = await editor.save({ 'r[rows][0][operator]': 'is', 'r[rows][0][value]': '' })
    assert.equal(bare.status, 422)
    assert.include(bare.text, 'Complétez chaque ligne')
    await editor.save({
      'r[rows][0][operator]': 'is',
      'r[rows][0][value]': 'Un trou',
      'do': 'transmettre',
      'with[service]': voirie,
    })
    const { definition } = await draftOf(commune, editor.slug)
    assert.deepEqual(definition.routing, [
      {
        when: { all: [{ question: 'demande.objet', is: 'Un trou' }] },
        do: 'transmettre',
        with: { service: voirie },
      },
    ])
    assert.equal(definition.services![voirie], 'Voirie')
    assert.include(editor.page.text, 'Si « Objet » est « Un trou », le système fait')
  })

  test('before a deletion, what uses it is told; where it leads is asked; it is undone', async ({
    assert,
  }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Suppressions')
    const { slug } = editor
    const { definition: before } = await draftOf(commune, slug)
    const asked = await editor.choose('etats.correction', 'supprimer')
    assert.include(asked.html.querySelector('#reglages')!.text, 'Demander une correction')
    const refused = await editor.send('suppressions', { instead: '' })
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'dites d’abord où mènera')
    await editor.send('suppressions', { instead: 'recu' })
    const { definition } = await draftOf(commune, slug)
    assert.notProperty(definition.states, 'correction')
    assert.notProperty(definition.actions, 'corriger')

    await editor.send('annulations', {}, 'sens=annuler')
    assert.deepEqual((await draftOf(commune, slug)).definition, before)
    await editor.send('annulations', {}, 'sens=retablir')
    assert.deepEqual((await draftOf(commune, slug)).definition, definition)
    assert.isNull((await draftOf(commune, slug)).redo)
  })

  test('of two who save at once, the second is told by whom, and keeps what they typed', async ({
    assert,
  }) => {
    const one = await Editor.copying(commune, 'guichet-unique', 'À deux')
    const other = await Editor.at(commune, one.slug)
    await one.choose('etats.recu')
    await other.choose('actions.refuser')
    await one.save({ label: 'À trier' })
    const told = await other.save({ label: 'Rejeter' })
    assert.equal(told.status, 409)
    assert.include(told.text, 'Adèle Administratrice a enregistré un changement')
    assert.include(told.text, 'À trier')
    const field = told.html.querySelector('#reglages-formulaire [name=label]')!
    assert.equal(field.getAttribute('value'), 'Rejeter')
    assert.equal((await draftOf(commune, one.slug)).definition.actions.refuser!.label, 'Refuser')

    await other.save()
    const { definition } = await draftOf(commune, one.slug)
    assert.equal(definition.actions.refuser!.label, 'Rejeter')
    assert.equal(definition.states.recu!.label, 'À trier')
  })

  test('of two who save in the same instant, one is done and one is told', async ({ assert }) => {
    const one = await Editor.copying(commune, 'guichet-unique', 'Ensemble')
    const other = await Editor.at(commune, one.slug)
    await one.choose('etats.recu')
    await other.choose('etats.recu')
    const pages = await Promise.all([one.save({ label: 'Un' }), other.save({ label: 'Deux' })])
    assert.sameMembers(
      pages.map(({ status }) => status),
      [200, 409]
    )
    assert.equal((await draftOf(commune, one.slug)).version, 2)
  })

  test('two who make one of the same name have one each', async ({ assert }) => {
    const made = await Promise.all(
      ['double-visa', 'guichet-unique'].map((from) => Editor.copying(commune, from, 'Le même'))
    )
    assert.sameMembers(
      made.map(({ slug }) => slug),
      ['le-meme', 'le-meme-2']
    )
  })

  test('what somebody deleted meanwhile is missing, and said so', async ({ assert }) => {
    const one = await Editor.copying(commune, 'guichet-unique', 'Disparu')
    const other = await Editor.at(commune, one.slug)
    await other.choose('actions.renvoyer')
    await one.choose('actions.renvoyer', 'supprimer')
    await one.send('suppressions')
    const told = await other.save({ label: 'Rendre' })
    assert.equal(told.status, 409)
    assert.include(told.text, 'Cet élément n’existe plus')
  })

  test('hostile fields are refused or left out, not stored', async ({ assert }) => {
    const editor = await Editor.copying(commune, 'guichet-unique', 'Hostile')
    await editor.choose('actions.accepter')
    const there = await aCommune()
    const page = await editor.save({
      'to': '__proto__',
      'from[]': ['constructor'],
      'by[]': ['dieu'],
      'for': 'named',
      'named[]': [there.services.voirie],
    })
    assert.equal(page.status, 422)
    assert.include(page.text, 'Choisissez au moins un état')
    assert.equal((await draftOf(commune, editor.slug)).version, 1)
    const empty = await editor.send('ajouts', { part: 'states', label: '' })
    assert.equal(empty.status, 422)
    assert.equal((await editor.choose('etats.constructor')).status, 200)
  })

  test('only administrators come here', async ({ assert }) => {
    const agent = await commune.signedIn('accueil')
    assert.equal((await agent.get('/admin/circuits')).status, 404)
    assert.match((await commune.visitor().get('/admin/circuits')).path, /^\/connexion/)
  })
})
