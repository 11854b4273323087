import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import type { Definition, EffectSpec } from '#workflow/main'
import { library } from '#workflow/main'

/** A code is typed, and an address that was left has no link any more: these mails lead nowhere. */
const WITHOUT_BUTTON = ['service-code', 'usager-adresse']

/** Who follows a report of somebody else’s, is invited or opens a list has no reference to be told. */
const ABOUT_NONE = [
  'suivi-a-confirmer',
  'suivi-etape',
  'agent-invitation',
  'export-pret',
  'service-code',
]

/** What this room and the desks send by themselves. */
const OURS = [
  'usager-message',
  'usager-modifiee',
  'usager-adresse',
  // What an administrator may ask of any démarche: app/catalogue/chosen_workflow.ts.
  'agents-recue',
  'usager-certificat',
  'accueil-message',
  'service-message',
  'mention',
  'brouillon',
  'brouillon-fin',
  'lien-renouvele',
  'usager-lien',
  'usager-donnees',
  ...ABOUT_NONE,
]

test.group('The words of the mails', () => {
  test('exist for every template that a workflow of the library sends', async ({ assert }) => {
    const { templates } = await words()
    const sent = new Set([...library.flatMap(templatesOf), ...OURS])

    assert.sameMembers(Object.keys(templates), [...sent], 'neither missing nor unused')
    for (const [name, parts] of Object.entries(templates)) {
      const wanted = WITHOUT_BUTTON.includes(name) ? [] : ['button']
      assert.containsSubset(Object.keys(parts), ['subject', 'body', ...wanted], name)
      assert.isEmpty(
        Object.values(parts).filter((text) => !text.trim()),
        name
      )
    }
  })

  test('say which demande they are about', async ({ assert }) => {
    const { templates } = await words()
    for (const [name, { subject }] of Object.entries(templates)) {
      if (ABOUT_NONE.includes(name)) continue
      assert.match(subject!, name.startsWith('brouillon') ? /\{demarche\}/ : /\{reference\}/, name)
    }
  })

  test('are typeset as French is', async ({ assert }) => {
    const { templates, ...common } = await words()
    const texts = [common, ...Object.values(templates)].flatMap((parts) => Object.values(parts))
    for (const text of texts as string[]) {
      assert.notMatch(text, /'|"/, text)
      assert.notMatch(text, / [:;!?»]|« /, text)
    }
  })
})

async function words() {
  const file = await readFile(app.languageFilesPath('fr', 'mails.json'), 'utf8')
  return JSON.parse(file) as { templates: Record<string, Record<string, string>> }
}

function templatesOf({ receipt = [], actions, deadlines = [] }: Definition): string[] {
  const effects: EffectSpec[] = [
    ...receipt,
    ...Object.values(actions).flatMap((action) => action.effects ?? []),
  ]
  const notified = effects.flatMap((effect) => (effect.type === 'notify' ? [effect.template] : []))
  const reminders = deadlines.flatMap(({ remind = [], alert }) => [
    ...remind,
    ...(alert ? [alert] : []),
  ])
  return [...notified, ...reminders.map(({ template }) => template)]
}
