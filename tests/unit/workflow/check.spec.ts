import { test } from '@japa/runner'
import { type Definition, check, findWorkflow, guichetUnique } from '#workflow/main'

/** A definition with one thing changed, and where check finds it wrong. */
type Case = { what: string; path: string; says: string; change: (it: Definition) => void }

function problems(change: (it: Definition) => void, from = guichetUnique) {
  const definition = structuredClone(from)
  change(definition)
  return check(definition)
}

const cases: Case[] = [
  {
    what: 'a shape that is not one',
    path: '/states/recu',
    says: 'Il manque',
    change: (it) => delete (it.states.recu as Partial<typeof it.states.recu>)!.label,
  },
  {
    what: 'an unknown role',
    path: '/actions/accepter/by/0',
    says: 'n’est pas prévue',
    change: (it) => (it.actions.accepter!.by = ['maire' as 'accueil']),
  },
  {
    what: 'an unknown kind of field',
    path: '/actions/renvoyer/form/0/kind',
    says: 'n’est pas prévue',
    change: (it) => (it.actions.renvoyer!.form![0]!.kind = 'html' as 'date'),
  },
  {
    what: 'an unknown state',
    path: '/actions/accepter/to',
    says: 'n’existe pas',
    change: (it) => (it.actions.accepter!.to = 'ailleurs'),
  },
  {
    what: 'an unknown action',
    path: '/deadlines/0/do',
    says: 'n’existe pas',
    change: (it) => (it.deadlines![0]!.do = 'constructor'),
  },
  {
    what: 'a state that nothing reaches',
    path: '/states/perdu',
    says: 'Aucun dossier',
    change: (it) => (it.states.perdu = { label: 'Perdu' }),
  },
  {
    what: 'a final state that nobody reaches',
    path: '/states/archive',
    says: 'état final',
    change: (it) => (it.states.archive = { label: 'Archivée', final: 'dropped' }),
  },
  {
    what: 'a dead end',
    path: '/states/reoriente',
    says: 'bloqué',
    change: (it) => {
      for (const action of Object.values(it.actions)) {
        action.from = action.from.filter((state) => state !== 'reoriente')
      }
      delete it.states.reoriente!.holder
    },
  },
  {
    what: 'a service state that no service has in hand',
    path: '/states/transmis/holder',
    says: 'aucune action',
    change: (it) => delete it.actions.transmettre!.assigns,
  },
  {
    what: 'a holder who can do nothing',
    path: '/states/correction/holder',
    says: 'l’usager est censé agir',
    change: (it) => (it.actions.corriger!.by = ['accueil']),
  },
  {
    what: 'a return without a marker',
    path: '/states/correction/holder',
    says: 'aucune action',
    change: (it) => delete it.actions.demander_correction!.remembers,
  },
  {
    what: 'an action that nobody takes',
    path: '/actions/classer',
    says: 'Personne ne peut jamais',
    change: (it) => it.deadlines!.shift(),
  },
  {
    what: 'a form without the field that the action needs',
    path: '/actions/transmettre/assigns',
    says: 'pas de champ',
    change: (it) => it.actions.transmettre!.form!.shift(),
  },
  {
    what: 'a service that need not be chosen',
    path: '/actions/transmettre/assigns',
    says: 'obligatoire',
    change: (it) => (it.actions.transmettre!.form![0]!.required = false),
  },
  {
    what: 'two fields of one name',
    path: '/actions/renvoyer/form/1',
    says: 'Deux champs',
    change: (it) => it.actions.renvoyer!.form!.push(it.actions.renvoyer!.form![0]!),
  },
  {
    what: 'a choice of nothing',
    path: '/actions/renvoyer/form/0',
    says: 'aucune réponse',
    change: (it) => (it.actions.renvoyer!.form![0]!.kind = 'choice'),
  },
  {
    what: 'a service that is handed a dossier and not told',
    path: '/actions/transmettre/effects',
    says: 'Le service n’est pas prévenu',
    change: (it) => it.actions.transmettre!.effects!.shift(),
  },
  {
    what: 'a usager who has to correct and is not told',
    path: '/actions/demander_correction/effects',
    says: 'L’usager n’est pas prévenu',
    change: (it) => (it.actions.demander_correction!.effects = []),
  },
  {
    what: 'a service that has no name',
    path: '/actions/accepter',
    says: 'pas de nom',
    change: (it) => (it.actions.accepter!.for = ['urbanisme']),
  },
  {
    what: 'a deadline that is not a duration',
    path: '/deadlines/0/after',
    says: 'n’est pas une durée',
    change: (it) => (it.deadlines![0]!.after = 'un mois'),
  },
  {
    what: 'a reminder after the end',
    path: '/deadlines/0/remind/1/after',
    says: 'avant la fin',
    change: (it) => (it.deadlines![0]!.remind![1]!.after = 'P2M'),
  },
  {
    what: 'working months',
    path: '/deadlines/1/after',
    says: 'jours ouvrés',
    change: (it) => Object.assign(it.deadlines![1]!, { after: 'P1M', working: true }),
  },
  {
    what: 'a deadline that counts from nowhere',
    path: '/deadlines/1/since',
    says: 'soit dans des états',
    change: (it) => delete it.deadlines![1]!.in,
  },
  {
    what: 'a deadline that the system may not carry out',
    path: '/deadlines/0/do',
    says: 'pas le droit',
    change: (it) => (it.actions.classer!.by = ['accueil']),
  },
  {
    what: 'a deadline whose action is elsewhere',
    path: '/deadlines/0/do',
    says: 'n’existe pas dans l’état',
    change: (it) => it.deadlines![0]!.in!.push('recu'),
  },
  {
    what: 'a deadline whose action lacks its motif',
    path: '/deadlines/1/with',
    says: 'obligatoire',
    change: (it) => {
      it.actions.refuser!.by.push('system')
      it.deadlines![1]!.do = 'refuser'
    },
  },
  {
    what: 'deadlines that go round',
    path: '/deadlines/2',
    says: 'sans fin',
    change: (it) => {
      it.actions.relancer = {
        label: 'Relancer',
        from: ['recu', 'reoriente'],
        to: 'recu',
        by: ['system'],
      }
      const loop = { key: 'boucle', label: 'Boucle', in: ['recu'], after: 'P1D', do: 'relancer' }
      it.deadlines!.push(loop)
    },
  },
  {
    what: 'a routing that the system may not do',
    path: '/routing/0/do',
    says: 'pas le droit',
    change: (it) => (it.routing = [{ do: 'accepter' }]),
  },
  {
    what: 'a routing to a service that is not named',
    path: '/routing/0/with',
    says: 'service de la liste',
    change: (it) => {
      it.actions.transmettre!.by.push('system')
      it.routing = [{ do: 'transmettre', with: { service: 'voirie' } }]
    },
  },
  {
    what: 'a condition with an unknown comparison',
    path: '/routing/0/when/all/0',
    says: 'n’est pas prévu ici',
    change: (it) => {
      const clause = { question: 'a', like: 'b' } as { question: string }
      it.routing = [{ when: { all: [clause] }, do: 'accepter' }]
    },
  },
]

test.group('Check', () => {
  test('finds {what}')
    .with(cases)
    .run(({ assert }, { change, path, says }) => {
      const found = problems(change)

      assert.include(
        found.map((problem) => problem.path),
        path
      )
      assert.include(found.find((problem) => problem.path === path)!.message, says)
    })

  test('finds opinions that nobody is asked, or that anybody gives', ({ assert }) => {
    const avis = findWorkflow('avis-puis-decision')!

    const untold = problems((it) => (it.actions.demander_avis!.effects = []), avis)
    assert.deepInclude(untold[0], { path: '/actions/demander_avis/effects' })
    const open = problems((it) => delete it.actions.rendre_avis!.for, avis)
    assert.deepInclude(open[0], { path: '/actions/rendre_avis/answers' })
  })

  test('finds a consultation that nothing ends', ({ assert }) => {
    const found = problems(({ actions, deadlines }) => {
      delete actions.rendre_avis!.completes
      actions.passer_outre!.from = ['instruction']
      actions.passer_outre!.by = ['accueil']
      for (const name of ['demander_avis', 'demander_correction']) {
        actions[name]!.from = ['instruction', 'decision']
      }
      deadlines!.shift()
    }, findWorkflow('avis-puis-decision')!)

    assert.include(
      found.map(({ path }) => path),
      '/states/avis'
    )
  })

  test('finds a deadline that saves a dossier only the first time', ({ assert }) => {
    const definition: Definition = {
      id: 'une-fois',
      label: 'Une fois',
      start: 'a',
      states: { a: { label: 'A' }, b: { label: 'B', holder: 'accueil' }, c: endState() },
      actions: {
        avancer: { label: 'Avancer', from: ['a', 'b'], to: 'b', by: ['system'] },
        reculer: { label: 'Reculer', from: ['b'], to: 'a', by: ['accueil'] },
        finir: { label: 'Finir', from: ['b'], to: 'c', by: ['accueil'] },
      },
      deadlines: [{ key: 'd', label: 'D', since: 'submission', after: 'P1D', do: 'avancer' }],
    }

    assert.deepEqual(
      check(definition).map(({ path }) => path),
      ['/states/a']
    )
  })

  test('compares services and templates with those of the commune', ({ assert }) => {
    const visa = findWorkflow('double-visa')!

    const [service] = check(visa, { services: ['voirie'] })
    assert.deepInclude(service, { path: '/services/maire' })
    const [template] = check(guichetUnique, { templates: ['usager-recue'] })
    assert.deepInclude(template, { path: '/actions/accepter/effects/0' })
    assert.isEmpty(check(visa, { services: ['maire'] }))
  })

  test('reads anything without failing')
    .with([null, 3, 'x', [], {}, { states: [] }])
    .run(({ assert }, document) => {
      assert.isNotEmpty(check(document as unknown as Definition))
    })

  test('lets through a silence, an action of one service, a reopening', ({ assert }) => {
    const found = problems((it) => {
      it.services = { urbanisme: 'Urbanisme' }
      it.actions.accepter!.by.push('system')
      it.deadlines!.push({
        key: 'silence',
        label: 'Silence vaut accord',
        since: 'submission',
        suspendedIn: ['correction'],
        after: 'P2M',
        do: 'accepter',
      })
      it.actions.geler = {
        label: 'Geler',
        from: ['recu'],
        to: 'reoriente',
        by: ['service'],
        for: ['urbanisme'],
      }
      it.actions.rouvrir = {
        label: 'Rouvrir',
        from: ['accepte', 'refuse'],
        to: 'recu',
        by: ['superviseur'],
      }
    })

    assert.isEmpty(found)
  })
})

function endState() {
  return { label: 'Fin', final: 'accepted' as const }
}
