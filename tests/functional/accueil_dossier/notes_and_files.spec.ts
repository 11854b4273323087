import { test } from '@japa/runner'
import { aSubmittedDossier, journalLines, mailsOf, piecesOf } from '#tests/support/dossiers'
import { aCommune } from '#tests/support/world'
import { type Definition, guichetUnique } from '#workflow/main'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64'
)
const photo = { file: PNG, name: 'constat.png', type: 'image/png' }
const program = { file: 'MZ\u0000\u0001', name: 'photo.png', type: 'image/png' }

test.group('Notes and files of the accueil', () => {
  test('a note is kept for agents, whatever it holds, and no mail tells of it', async ({
    assert,
  }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)

    const note = 'Appelé\u0000 <b>deux fois</b>.'
    const done = await agent.submit(page, { note }, { which: '#notes form' })

    assert.include(done.text, 'La note est ajoutée.')
    assert.include(done.body, '&lt;b&gt;deux fois')
    const line = (await journalLines(commune, id)).find(({ type }) => type === 'note')!
    assert.equal(line.data.note, 'Appelé <b>deux fois</b>.')
    assert.isFalse(line.public)
    assert.lengthOf(await mailsOf(commune, id), 1)
  })

  test('an empty or endless note is not added, and is not lost', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)

    const empty = await agent.submit(page, { note: ' \n ' }, { which: '#notes form' })
    assert.equal(empty.status, 422)
    assert.include(empty.text, 'Écrivez la note avant de l’ajouter.')
    const long = await agent.submit(page, { note: 'a'.repeat(5001) }, { which: '#notes form' })
    assert.equal(long.status, 422)
    assert.lengthOf(long.html.querySelector('#note')!.text.trim(), 5001)
    assert.isEmpty((await journalLines(commune, id)).filter(({ type }) => type === 'note'))
  })

  test('files are attached, internal unless the agent says otherwise', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)
    const send = (fields = {}) =>
      agent.submit(page, { files: [photo], ...fields }, { which: '#fichiers form' })

    const done = await send()
    assert.include(done.text, 'Le fichier est joint.')
    await send({ public: 'oui' })
    const pieces = await piecesOf(commune, id)
    assert.deepEqual(
      pieces.map((piece) => piece.public),
      [false, true]
    )
    assert.deepEqual(
      pieces.map(({ addedBy }) => addedBy),
      ['accueil', 'accueil']
    )
    assert.equal(pieces[0]!.authorLabel, 'Anne Accueil')
    const lines = (await journalLines(commune, id)).filter(({ type }) => type === 'piece')
    assert.equal(lines[0]!.data.files[0].name, 'constat.png')

    const path = `/accueil/dossiers/${id}/pieces/${pieces[0]!.id}`
    assert.match((await agent.get(path)).headers['content-disposition']!, /^attachment/)
    const shown = await agent.get(`${path}?voir`)
    assert.match(shown.headers['content-disposition']!, /^inline/)
    assert.equal(shown.headers['content-type'], 'image/png')
    assert.match(shown.headers['content-security-policy'] as string, /sandbox/)
    const other = await aSubmittedDossier(commune)
    const wrong = await agent.get(`/accueil/dossiers/${other}/pieces/${pieces[0]!.id}`)
    assert.equal(wrong.status, 404)
  })

  test('a file that is none of ours is named, the others are kept', async ({ assert }) => {
    const commune = await aCommune()
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}`)

    const none = await agent.submit(page, {}, { which: '#fichiers form' })
    assert.equal(none.status, 422)
    assert.include(none.text, 'Choisissez au moins un fichier.')

    const some = await agent.submit(page, { files: [program, photo] }, { which: '#fichiers form' })
    assert.equal(some.status, 422)
    assert.include(some.text, '« photo.png » n’est pas joint : ce type de fichier')
    assert.deepEqual(
      (await piecesOf(commune, id)).map(({ name }) => name),
      ['constat.png']
    )
  })

  test('files that an action asks for are not sent twice', async ({ assert }) => {
    const commune = await aCommune({ workflow: withFiles() })
    const id = await aSubmittedDossier(commune)
    const agent = await commune.signedIn('accueil')
    const page = await agent.get(`/accueil/dossiers/${id}/actions/refuser`)

    const faulty = await agent.submit(page, { files_annexes: photo }, { which: '#action form' })
    assert.equal(faulty.status, 422)
    assert.include(faulty.text, 'constat.png est déjà joint.')
    const done = await agent.submit(faulty, { 'f[motif]': 'Non.' }, { which: '#action form' })

    assert.include(done.text, 'Demande refusée')
    const [piece] = await piecesOf(commune, id)
    const step = (await journalLines(commune, id)).find(({ action }) => action === 'refuser')!
    assert.deepEqual(step.data.annexes, [piece!.id])
    assert.isTrue(piece!.public)
  })
})

/** The guichet unique, where a refusal comes with its annexes. */
function withFiles(): Definition {
  const workflow = structuredClone(guichetUnique)
  workflow.actions.refuser!.form!.push({
    key: 'annexes',
    kind: 'files',
    title: 'Annexes',
    visibility: 'usager',
  })
  return workflow
}
