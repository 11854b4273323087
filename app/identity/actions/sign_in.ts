import limiter from '@adonisjs/limiter/services/main'
import { DateTime } from 'luxon'
import type Account from '#identity/account'
import type Operator from '#identity/operator'

interface Attempt {
  /** The id of the commune; `console` where it is none. */
  place: string
  email: string
  password: string
  address: string
}

type Outcome<Who> =
  | { type: 'signed-in'; account: Who }
  | { type: 'refused' }
  | { type: 'throttled'; retryInSeconds: number }

/**
 * Checks a password. Throttled per account and per address, so that neither guessing one account's
 * password nor trying one password on every account goes fast. An unknown account costs as much
 * time as a wrong password.
 */
export class SignIn<Who extends Account | Operator> {
  /** @param verify refuses with `E_INVALID_CREDENTIALS` */
  constructor(private verify: (email: string, password: string) => Promise<Who>) {}

  async handle({ place, email, password, address }: Attempt): Promise<Outcome<Who>> {
    const perAccount = limiter.use({ requests: 6, duration: '15 mins', blockDuration: '15 mins' })
    const perAddress = limiter.use({ requests: 40, duration: '15 mins', blockDuration: '15 mins' })
    const keys = [
      [perAccount, `sign-in:${place}:${email}`],
      [perAddress, `sign-in:${place}:${address}`],
    ] as const

    for (const [limit, key] of keys) {
      if (await limit.isBlocked(key)) {
        return { type: 'throttled', retryInSeconds: await limit.availableIn(key) }
      }
    }

    const account = await this.#verified(email, password)
    if (!account) {
      for (const [limit, key] of keys) await limit.increment(key)
      return { type: 'refused' }
    }

    await perAccount.delete(keys[0][1])
    account.lastSignInAt = DateTime.now()
    await account.save()
    return { type: 'signed-in', account }
  }

  async #verified(email: string, password: string): Promise<Who | null> {
    try {
      const account = await this.verify(email, password)
      return account.suspendedAt ? null : account
    } catch (error) {
      if ((error as { code?: string }).code === 'E_INVALID_CREDENTIALS') return null
      throw error
    }
  }
}
