import { type Definition, guichetUnique } from '#workflow/main'

/** Thirty states in a ring, four ways out of each, forms and deadlines: larger than any real one. */
export function thirtyStates(): Definition {
  const keys = Array.from({ length: 30 }, (_, at) => `etape_${at}`)
  const form = guichetUnique.actions.refuser!.form!
  const states = keys.map((key, at) => [
    key,
    at === 29
      ? { label: key, final: 'accepted' as const }
      : { label: key, holder: 'accueil' as const },
  ])
  const actions = keys.slice(0, 29).flatMap((key, at) =>
    [1, 2, 3, 4].map((step) => [
      `de_${at}_a_${(at + step) % 30}`,
      {
        label: `Aller à ${(at + step) % 30}`,
        from: [key],
        to: keys[(at + step) % 30]!,
        by: ['accueil' as const],
        form,
        effects: [{ type: 'notify' as const, to: 'usager' as const, template: 'usager-acceptee' }],
      },
    ])
  )
  return {
    id: 'trente-etats',
    label: 'Trente états',
    start: keys[0]!,
    states: Object.fromEntries(states),
    actions: Object.fromEntries(actions),
    deadlines: guichetUnique.deadlines!.slice(1).map((one) => ({ ...one, in: keys.slice(0, 29) })),
  }
}
