import router from '@adonisjs/core/services/router'
import { slug } from '#shared/matchers'
import '#desks/admin/builder_routes'
import { middleware } from '#start/kernel'
import { demarcheScope } from './administered.js'

const DemarchesController = () => import('#desks/admin/controllers/demarches_controller')
const HomesController = () => import('#desks/admin/controllers/homes_controller')
const PresentationsController = () => import('#desks/admin/controllers/presentations_controller')
const OpeningsController = () => import('#desks/admin/controllers/openings_controller')
const TreatmentsController = () => import('#desks/admin/controllers/treatments_controller')

router
  .group(() => {
    router.on('/').redirectToPath('/admin/demarches').as('home')
    router.get('/demarches', [DemarchesController, 'index'])
    router.get('/accueil', [HomesController, 'edit'])
    router.post('/accueil', [HomesController, 'update'])
    router
      .group(() => {
        router.get('/', [DemarchesController, 'show']).as('demarches.show')
        router.get('/presentation', [PresentationsController, 'edit'])
        router.post('/presentation', [PresentationsController, 'update'])
        router.get('/ouverture', [OpeningsController, 'edit'])
        router.post('/ouverture', [OpeningsController, 'update'])
        router.get('/traitement', [TreatmentsController, 'edit'])
        router.post('/traitement', [TreatmentsController, 'update'])
      })
      .prefix('/demarches/:slug')
      .where('slug', slug)
      .use(demarcheScope)
  })
  .as('admin')
  .prefix('/admin')
  .use(middleware.agent(['admin']))
