import Operator from '#identity/operator'
import { asOwner } from '#tenancy/scope'
import { type OperatorActor, recordEntry } from '#tenancy/operator_entries'

interface Wanted {
  email: string
  /** Its address, without it. */
  name?: string
  password: string
}

/** Makes an account of the console; one that is there gets the password, and its sessions end. */
export class SaveOperator {
  handle({ email, name, password }: Wanted, by: OperatorActor) {
    return asOwner(null, async () => {
      const known = await Operator.findBy('email', email)
      const operator = known ?? new Operator().merge({ email, name: name ?? email })
      operator.merge({ password, suspendedAt: null, ...(name && { name }) })
      if (known) operator.sessionEpoch += 1
      await operator.save()
      const label = known ? 'Mot de passe d’opérateur remplacé' : 'Opérateur ajouté'
      await recordEntry({ label, aboutId: operator.id, aboutLabel: operator.name }, by)
      return { operator, isNew: !known }
    })
  }
}
