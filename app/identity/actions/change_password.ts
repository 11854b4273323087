import hash from '@adonisjs/core/services/hash'
import type Operator from '#identity/operator'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'

type Outcome = { type: 'changed' } | { type: 'wrong' }

/** An operator's own password, which whoever changes it knows. Other sessions end. */
export class ChangePassword {
  async handle(
    operator: Operator,
    { current, password }: { current: string; password: string },
    by: OperatorActor
  ): Promise<Outcome> {
    if (!(await hash.use('scrypt').verify(operator.password, current))) return { type: 'wrong' }
    operator.merge({ password, sessionEpoch: operator.sessionEpoch + 1 })
    await operator.save()
    const label = 'Mot de passe changé'
    await recordEntry({ label, aboutId: operator.id, aboutLabel: operator.name }, by)
    return { type: 'changed' }
  }
}
