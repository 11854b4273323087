import { v7 as uuidv7 } from 'uuid'
import { BaseModel, beforeCreate } from '@adonisjs/lucid/orm'
import type { NormalizeConstructor } from '@adonisjs/core/types/helpers'
import { currentCommuneId } from '#tenancy/scope'

interface Keys {
  id: string
  communeId: string
}

/**
 * Model of a row that belongs to the commune in scope: gets its UUIDv7 and its commune when it is
 * created. `const Dossier = compose(DossierSchema, CommuneModel)`.
 */
export function CommuneModel<T extends NormalizeConstructor<typeof BaseModel>>(superclass: T) {
  class Owned extends superclass {
    static override selfAssignPrimaryKey = true

    @beforeCreate()
    static assignKeys(row: InstanceType<T>) {
      const keys = row as unknown as Keys
      keys.id ??= uuidv7()
      keys.communeId = currentCommuneId()
    }
  }
  return Owned
}
