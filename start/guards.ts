import app from '@adonisjs/core/services/app'
import { refuseUnsafeProduction } from '#tenancy/production_guard'

if (app.inProduction && app.getEnvironment() === 'web') await refuseUnsafeProduction()
