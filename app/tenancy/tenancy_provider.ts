import { BaseModel } from '@adonisjs/lucid/orm'
import { ScopedAdapter } from '#tenancy/adapter'

/** After lucid's provider: puts every model behind the commune in scope. */
export default class TenancyProvider {
  async boot() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    BaseModel.$adapter = new ScopedAdapter(db)
  }
}
