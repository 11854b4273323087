import Account from '#identity/account'
import type { MembershipRole } from '#identity/membership'
import Service from '#identity/service'
import type Dossier from '#dossiers/dossier'
import { Writes } from '#tenancy/writes'
import { mailService } from '#dossiers/effects'
import { addMail } from '#dossiers/promised_mails'
import type { Actor } from '#workflow/main'

/** Somebody whom a note can call by an `@` and their name. */
export interface Mentionable {
  id: string
  label: string
  /** An account that may open the dossier at a desk, by the desk; a service gets a link. */
  desk: 'accueil' | 'superviseur' | null
  email: string
}

/**
 * The agents of the commune who may open it, and its services; of a closed dossier, which opens to
 * no service, agents.
 */
export async function mentionables(dossier: Dossier): Promise<Mentionable[]> {
  const services = dossier.isClosed ? [] : await Service.inOrder()
  const accounts = await Account.query()
    .whereNull('suspendedAt')
    .whereNotNull('joinedAt')
    .where((query) =>
      query
        .where('limited', false)
        .orWhereIn(
          'id',
          Account.query()
            .from('account_demarches')
            .select('account_id')
            .where('demarche_id', dossier.demarcheId)
        )
    )
    .preload('memberships')
    .orderBy('name')
  return [
    ...services.map(({ id, name, email }) => ({ id, label: name, desk: null, email })),
    ...accounts.flatMap((account) => {
      const desk = deskOf(account)
      return desk ? [{ id: account.id, label: account.name, desk, email: account.email }] : []
    }),
  ]
}

const DESKS: Extract<MembershipRole, 'accueil' | 'superviseur'>[] = ['accueil', 'superviseur']

const deskOf = (account: Account) => DESKS.find((role) => account.may(role)) ?? null

/**
 * Those whom a text calls: `@Voirie`, `@Anne Accueil`, or `@Anne` where there is only one. Case and
 * accents do not matter; of two names that fit the longer one is meant.
 */
export function mentionedIn<One extends { label: string }>(text: string, people: One[]): One[] {
  const names = people.flatMap((one) => [
    { one, name: fold(one.label) },
    ...(isOnly(firstWord(one.label), people) ? [{ one, name: fold(firstWord(one.label)) }] : []),
  ])
  const found = [...fold(text).matchAll(/(?<![\p{L}\p{N}.])@/gu)].flatMap(({ index }) => {
    const rest = fold(text).slice(index + 1)
    const fitting = names.filter(
      ({ name }) => rest.startsWith(name) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length))
    )
    return fitting.sort((a, b) => b.name.length - a.name.length).slice(0, 1)
  })
  return [...new Set(found.map(({ one }) => one))]
}

/** Mails those whom a note called, each with the way to the dossier that is theirs. */
export async function tellMentioned(
  dossier: Dossier,
  people: Mentionable[],
  note: string,
  author: Actor
) {
  const writes = new Writes()
  for (const { id, desk, email } of people) {
    const data = { note, author: author.label }
    if (desk) {
      const common = { dossierId: dossier.id, recipient: email, recipientRole: desk }
      addMail(writes, { ...common, template: 'mention', data })
    } else {
      const purpose = (await dossier.isOpenTo(id, 'service')) ? 'service' : 'consult'
      await mailService(writes, dossier, id, purpose, 'mention', data)
    }
  }
  await writes.run()
}

const firstWord = (label: string) => label.split(/\s/)[0]!

const isOnly = (word: string, people: { label: string }[]) =>
  people.filter(({ label }) => fold(firstWord(label)) === fold(word)).length === 1

/** Letters as they are compared. Decomposed, so that an accent can be left out. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase()
}
