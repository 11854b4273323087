import router from '@adonisjs/core/services/router'
import { databaseHealth } from '#tenancy/health'

/** For a load balancer: is this process able to serve? Says nothing that a stranger could use. */
router.get('/health', async ({ response }) => {
  const healthy = await databaseHealth()
  return response.status(healthy ? 200 : 503).json({ status: healthy ? 'ok' : 'unavailable' })
})
