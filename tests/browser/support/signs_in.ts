import { Person } from '#tests/support/browser'
import { PASSWORD, type TestCommune } from '#tests/support/world'

/** An agent of a commune, signed in at a browser of their own. */
export async function signsIn(
  commune: TestCommune,
  role: keyof TestCommune['accounts'],
  options: Parameters<typeof Person.at>[1] = {}
): Promise<Person> {
  const person = await Person.at(commune.host, options)
  await person.go('/connexion')
  await person.page.getByLabel('Adresse électronique').fill(commune.accounts[role].email)
  await person.page.getByLabel('Mot de passe').fill(PASSWORD)
  await person.press('Se connecter')
  return person
}
