import router from '@adonisjs/core/services/router'
import { slug } from '#shared/matchers'
import { middleware } from '#start/kernel'

const DemarchesController = () => import('#desks/admin/controllers/demarches_controller')

router
  .group(() => {
    router.on('/').redirectToPath('/admin/demarches').as('home')
    router.get('/demarches', [DemarchesController, 'index'])
    router.get('/demarches/:slug', [DemarchesController, 'show']).where('slug', slug)
  })
  .as('admin')
  .prefix('/admin')
  .use(middleware.agent(['admin']))
