import type { LucidModel, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import { Adapter } from '@adonisjs/lucid/orm'
import { currentScope } from '#tenancy/scope'

/** Every model reads and writes through the commune in scope, and not at all without one. */
export class ScopedAdapter extends Adapter {
  override modelConstructorClient(_model: LucidModel, options?: ModelAdapterOptions) {
    return options?.client ?? currentScope().trx
  }
}
