import router from '@adonisjs/core/services/router'
import { uuid } from '#shared/matchers'
import { middleware } from '#start/kernel'

const ViewsController = () => import('#reporting/controllers/views_controller')

router
  .group(() => {
    router.post('/', [ViewsController, 'store'])
    router.get('/:id', [ViewsController, 'show']).where('id', uuid)
    router.post('/:id', [ViewsController, 'update']).where('id', uuid)
    router.post('/:id/liste', [ViewsController, 'replace']).where('id', uuid)
    router.post('/:id/suppression', [ViewsController, 'destroy']).where('id', uuid)
  })
  .as('views')
  .prefix('/vues')
  .use(middleware.agent(['accueil', 'superviseur']))
