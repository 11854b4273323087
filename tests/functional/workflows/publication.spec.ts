import { test } from '@japa/runner'
import Demarche from '#catalogue/demarche'
import { idIn } from '#tests/functional/usager/support'
import { act, aSubmittedDossier, dossierOf } from '#tests/support/dossiers'
import { withCommune } from '#tenancy/scope'
import { openVersion } from '#catalogue/versions'
import type { Page, Visitor } from '#tests/support/visitor'
import { aCommune, type TestCommune } from '#tests/support/world'
import { base, draftOf, Editor } from './support.js'

/** The workflow that a démarche gives to what is begun now. */
async function workflowNow({ id, demarche }: TestCommune) {
  return withCommune(id, async () => {
    const { versionId } = await Demarche.findOrFail(demarche.id)
    return (await openVersion(versionId!)).workflow
  })
}

async function choose(admin: Visitor, workflow: string): Promise<Page> {
  const page = await admin.get('/admin/demarches/demande/traitement')
  return admin.submit(page, { workflow })
}

async function aSent(commune: TestCommune): Promise<string> {
  const person = commune.visitor()
  const first = await person.get('/demarches/demande/remplir')
  const second = await person.submit(first, { 'f[demande][objet]': 'Un trou' })
  const check = await person.submit(second, {
    'f[contact][nom]': 'Zoé Martin',
    'f[contact][courriel]': 'zoe@exemple.fr',
  })
  return idIn(await person.submit(check))
}

test.group('Publishing a workflow', () => {
  test('what check refuses is not published; each point leads to where it is mended', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const editor = await Editor.copying(commune, 'double-visa', 'Visas')
    const { slug } = editor
    const refused = await editor.publish()
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'n’est pas publié')
    assert.isNull((await draftOf(commune, slug)).live)
    const link = refused.html.querySelector('.checks a')!
    assert.equal(link.getAttribute('href'), `${base(slug)}?sur=services.maire#reglages`)
    assert.equal((await choose(editor.visitor, slug)).status, 422)

    await editor.choose('services.maire')
    await editor.save({ becomes: commune.services.voirie })
    const published = await editor.publish()
    assert.include(published.text, 'La version 1 est publiée')
    assert.equal((await draftOf(commune, slug)).live!.number, 1)
    const journal = await editor.visitor.get('/admin/journal')
    assert.include(journal.text, 'Circuit publié (1) : Visas')
  })

  test('a démarche takes what is published; dossiers under way stay on theirs', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const early = await aSubmittedDossier(commune)
    const editor = await Editor.copying(commune, 'guichet-unique', 'À notre façon')
    const { slug } = editor
    await editor.publish()
    const saved = await choose(editor.visitor, slug)
    assert.include(saved.text, 'Les prochaines demandes')
    assert.include(saved.text, 'À notre façon (de la commune, version 1)')
    const second = await aSent(commune)
    assert.equal((await workflowNow(commune)).id, slug)

    await editor.choose('etats.accepte')
    await editor.save({ label: 'Accordée' })
    await editor.choose('actions.accepter')
    await editor.save({ label: 'Accorder' })
    assert.equal((await workflowNow(commune)).states.accepte!.label, 'Acceptée', 'not published')
    const before = await editor.visitor.get(`${base(slug)}/publication`)
    assert.include(before.text, 'Demande d’essai')
    assert.include(before.text, 'État « Acceptée ». Nom : « Acceptée » devient « Accordée »')
    const done = await editor.publish()
    assert.include(done.text, 'Elle vaut pour les prochaines demandes de : Demande d’essai.')

    assert.equal((await workflowNow(commune)).states.accepte!.label, 'Accordée')
    const third = await aSent(commune)
    const words = async (id: string) => {
      await act(commune, id, 'accepter')
      const { versionId } = await dossierOf(commune, id)
      return withCommune(commune.id, async () => {
        const { workflow } = await openVersion(versionId)
        return workflow.states.accepte!.label
      })
    }
    assert.equal(await words(early), 'Acceptée')
    assert.equal(await words(second), 'Acceptée')
    assert.equal(await words(third), 'Accordée')

    const open = await aSent(commune)
    assert.isNotNull(open)
    const versions = await editor.visitor.get(`${base(slug)}/versions`)
    assert.include(versions.text, 'Un dossier en cours sur cette version.')
    assert.include(versions.text, 'Action « Accepter ». Nom : « Accepter » devient « Accorder »')
    await editor.visitor.submit(versions, {}, { which: 'input[name=number][value="1"]' })
    const { definition, isChanged } = await draftOf(commune, slug)
    assert.equal(definition.states.accepte!.label, 'Acceptée')
    assert.isTrue(isChanged)
  })

  test('the second of two who publish is told, and publishes nothing', async ({ assert }) => {
    const commune = await aCommune()
    const one = await Editor.copying(commune, 'guichet-unique', 'À deux')
    const other = await Editor.at(commune, one.slug)
    const seen = await other.visitor.get(`${base(one.slug)}/publication`)
    await one.choose('etats.recu')
    await one.save({ label: 'À trier' })
    const told = await other.visitor.submit(seen)
    assert.equal(told.status, 409)
    assert.include(told.text, 'Adèle Administratrice a enregistré un changement')
    assert.isNull((await draftOf(commune, one.slug)).live)
  })

  test('is refused where the rules of a démarche would not go with it any more', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const editor = await Editor.copying(commune, 'guichet-unique', 'Avec règles')
    await editor.publish()
    await choose(editor.visitor, editor.slug)
    const settings = await editor.visitor.get('/admin/demarches/demande/traitement')
    await editor.visitor.submit(settings, { service: commune.services.voirie })
    await editor.choose('actions.transmettre', 'demande')
    await editor.save({ 'f[1][required]': '1' })
    assert.deepEqual(editor.problems, [])
    const refused = await editor.publish()
    assert.equal(refused.status, 422)
    assert.include(refused.text, 'La démarche « Demande d’essai » a ses propres règles')
    assert.equal((await draftOf(commune, editor.slug)).live!.number, 1)
  })

  test('is given as a file and taken from one, to the letter', async ({ assert }) => {
    const [commune, there] = [await aCommune(), await aCommune()]
    const editor = await Editor.copying(commune, 'avis-puis-decision', 'Avis')
    const file = await editor.visitor.get(`${base(editor.slug)}/fichier`)
    assert.include(file.headers['content-disposition'], 'circuit-avis.json')

    const admin = await there.signedIn('admin')
    const form = await admin.get('/admin/circuits/nouveau')
    const upload = { file: file.body, name: 'circuit.json', type: 'application/json' }
    const made = await admin.submit(form, { from: 'file', label: '', file: upload })
    assert.include(made.text, 'Le circuit « Avis » est créé')
    const { definition } = await draftOf(there, 'avis')
    assert.deepEqual(definition, (await draftOf(commune, 'avis')).definition)

    for (const wrong of ['{', '{"guichet":"circuit"}', '{"states":{},"actions":{}}']) {
      const page = await admin.submit(await admin.get('/admin/circuits/nouveau'), {
        from: 'file',
        label: 'Faux',
        file: { file: wrong, name: 'faux.json' },
      })
      assert.equal(page.status, 422)
      assert.include(page.text, 'n’est pas un circuit')
    }
    const page = await editor.visitor.get(`${base(editor.slug)}/versions`)
    const other = JSON.stringify({ ...definition, label: 'Repris' })
    const which = `form[action="${base(editor.slug)}/fichier"]`
    const replaced = { file: { file: other, name: 'repris.json' } }
    const after = await editor.visitor.submit(page, replaced, { which })
    assert.include(after.text, 'nouveau brouillon')
    assert.equal((await draftOf(commune, 'avis')).definition.label, 'Repris')
  })

  test('one that is chosen is not deleted; an unused one is', async ({ assert }) => {
    const commune = await aCommune()
    const editor = await Editor.copying(commune, 'guichet-unique', 'À garder')
    const { slug, visitor } = editor
    await editor.publish()
    const page = await visitor.get(`${base(slug)}/versions`)
    const which = `form[action="${base(slug)}/suppression"]`
    await choose(visitor, slug)
    const kept = await visitor.submit(page, {}, { which })
    assert.include(kept.text, 'ces démarches l’ont choisi : Demande d’essai')
    const dossier = await aSent(commune)
    await choose(visitor, 'guichet-unique')
    const gone = await visitor.submit(await visitor.get(`${base(slug)}/versions`), {}, { which })
    assert.include(gone.text, 'Le circuit « À garder » est supprimé.')
    assert.equal((await visitor.get(base(slug))).status, 404)
    await act(commune, dossier, 'accepter')
    assert.isNotNull(await dossierOf(commune, dossier))
  })

  test('a blank one begins with the least, under a name of its own', async ({ assert }) => {
    const commune = await aCommune()
    const admin = await commune.signedIn('admin')
    const nameless = await admin.submit(await admin.get('/admin/circuits/nouveau'), {
      from: 'blank',
      label: '',
    })
    assert.equal(nameless.status, 422)
    for (const slug of ['guichet-unique-2', 'guichet-unique-3']) {
      const made = await admin.submit(await admin.get('/admin/circuits/nouveau'), {
        from: 'blank',
        label: 'Guichet unique',
      })
      assert.equal(made.path, base(slug))
      assert.include(made.text, 'peut être publié')
    }
  })
})
