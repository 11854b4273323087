import { defineConfig } from '@adonisjs/core/app'

/** What a route and a query need, and nothing of ours. */
export default defineConfig({
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/lucid/database_provider'),
  ],
})
