import { CreateDemarche } from '#catalogue/actions/create_demarche'
import Account from '#identity/account'
import Membership from '#identity/membership'
import { createCommune } from '#tenancy/create_commune'
import { withCommune } from '#tenancy/scope'
import { largeForm } from './large_form.js'

export const ADMIN = { email: 'admin@bench.example', password: 'une-phrase-pour-les-mesures' }

export interface TownHall {
  id: string
  host: string
  /** Slugs of two démarches of 150 questions, on fifteen pages and on one. */
  manyPages: string
  onePage: string
}

/** A commune with an administrator, and two long forms that are drafts. */
export async function aTownHall(): Promise<TownHall> {
  // A browser finds it, and production does not take it for the demo.
  const host = '127.0.0.1'
  const id = await createCommune({ slug: 'mairie', name: 'Mairie', hosts: [host] })
  return withCommune(id, async () => {
    const { id: accountId } = await Account.create({ ...ADMIN, name: 'Adèle Administratrice' })
    await Membership.create({ accountId, role: 'admin' })
    const make = async (title: string, pages: number) => {
      const document = largeForm(pages)
      return (await new CreateDemarche().handle({ title, document, by: 'Adèle' })).slug
    }
    return { id, host, manyPages: await make('Longue', 15), onePage: await make('Une page', 1) }
  })
}
