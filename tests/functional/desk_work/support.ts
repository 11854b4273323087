import Account from '#identity/account'
import Membership, { type MembershipRole } from '#identity/membership'
import { AssignDossier, type AssignOutcome } from '#dossiers/actions/assign_dossier'
import type { Actor } from '#workflow/main'
import { TOURS } from '#identity/tours'
import { withCommune } from '#tenancy/scope'
import { type Visitor } from '#tests/support/visitor'
import { PASSWORD, type TestCommune } from '#tests/support/world'

export interface Colleague {
  id: string
  name: string
  email: string
  signedIn(): Promise<Visitor>
}

/** One more agent of a commune; limited to these démarches, where some are given. */
export async function aColleague(
  commune: TestCommune,
  name: string,
  { role = 'accueil', only }: { role?: MembershipRole; only?: string[] } = {}
): Promise<Colleague> {
  const email = `${name.toLowerCase().replace(/\W/g, '-')}@${commune.host.replace('.localhost', '.test')}`
  const id = await withCommune(commune.id, async ({ trx }) => {
    const account = await Account.create({
      email,
      name,
      password: PASSWORD,
      toursSeen: [...TOURS],
      limited: only !== undefined,
    })
    await Membership.create({ accountId: account.id, role })
    for (const demarche of only ?? []) {
      await trx.rawQuery(
        `insert into account_demarches (commune_id, id, account_id, demarche_id)
         values (?, gen_random_uuid(), ?, ?)`,
        [commune.id, account.id, demarche]
      )
    }
    return account.id
  })
  const signedIn = async () => {
    const agent = commune.visitor()
    await agent.submit(await agent.get('/connexion'), { email, password: PASSWORD })
    return agent
  }
  return { id, name, email, signedIn }
}

/** Who acts where nothing else is said. */
export const anne = ({ accounts }: TestCommune): Actor => ({
  role: 'accueil',
  id: accounts.accueil.id,
  label: 'Anne Accueil',
})

export function assign(
  commune: TestCommune,
  dossierIds: string[],
  accountId: string | null,
  more: { by?: Actor; from?: string | null } = {}
): Promise<AssignOutcome> {
  return withCommune(commune.id, () =>
    new AssignDossier().handle({ dossierIds, accountId, by: anne(commune), ...more })
  )
}
