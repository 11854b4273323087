import app from '@adonisjs/core/services/app'
import { refuseEmptyDatabase, refuseUnsafeProduction } from '#tenancy/production_guard'

if (app.inProduction && app.getEnvironment() === 'web') {
  await refuseEmptyDatabase()
  await refuseUnsafeProduction()
}
