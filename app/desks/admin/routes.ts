import router from '@adonisjs/core/services/router'
import { slug, uuid } from '#shared/matchers'
import '#desks/admin/builder_routes'
import '#desks/admin/workflow_routes'
import { middleware } from '#start/kernel'
import { demarcheScope } from './administered.js'

const DemarchesController = () => import('#desks/admin/controllers/demarches_controller')
const BuilderToursController = () => import('#desks/admin/controllers/builder_tours_controller')
const ServicesController = () => import('#desks/admin/controllers/services_controller')
const AgentsController = () => import('#desks/admin/controllers/agents_controller')
const SuspensionsController = () => import('#desks/admin/controllers/suspensions_controller')
const AgentInvitationsController = () =>
  import('#desks/admin/controllers/agent_invitations_controller')
const ListsController = () => import('#desks/admin/controllers/lists_controller')
const WebhooksController = () => import('#desks/admin/controllers/webhooks_controller')
const ChangesController = () => import('#desks/admin/controllers/changes_controller')
const HomesController = () => import('#desks/admin/controllers/homes_controller')
const PresentationsController = () => import('#desks/admin/controllers/presentations_controller')
const OpeningsController = () => import('#desks/admin/controllers/openings_controller')
const CategoriesController = () => import('#desks/admin/controllers/categories_controller')
const ArrangementsController = () => import('#desks/admin/controllers/arrangements_controller')
const TreatmentsController = () => import('#desks/admin/controllers/treatments_controller')

router
  .group(() => {
    router.on('/').redirectToPath('/admin/demarches').as('home')
    router.get('/visite', [BuilderToursController, 'show'])
    router.get('/demarches', [DemarchesController, 'index'])
    router.get('/rubriques', [CategoriesController, 'index'])
    router.get('/rubriques/modifier', [CategoriesController, 'edit'])
    router.post('/rubriques/modifier', [CategoriesController, 'update'])
    router.post('/rubriques/ordre', [ArrangementsController, 'demarches'])
    router.get('/services', [ServicesController, 'index'])
    router.post('/services/ordre', [ArrangementsController, 'services'])
    router.get('/services/nouveau', [ServicesController, 'create'])
    router.post('/services', [ServicesController, 'store'])
    router.get('/services/:id', [ServicesController, 'edit']).where('id', uuid)
    router.post('/services/:id', [ServicesController, 'update']).where('id', uuid)
    router.get('/agents', [AgentsController, 'index'])
    router.get('/agents/inviter', [AgentsController, 'create'])
    router.post('/agents', [AgentsController, 'store'])
    router
      .group(() => {
        router.get('/', [AgentsController, 'edit'])
        router.post('/', [AgentsController, 'update'])
        router.post('/suspension', [SuspensionsController, 'store'])
        router.post('/retour', [SuspensionsController, 'destroy'])
        router.post('/invitation', [AgentInvitationsController, 'store'])
      })
      .prefix('/agents/:id')
      .where('id', uuid)
    router.get('/listes', [ListsController, 'index'])
    router.get('/listes/nouvelle', [ListsController, 'create'])
    router.post('/listes', [ListsController, 'store'])
    router
      .group(() => {
        router.get('/', [ListsController, 'edit'])
        router.post('/', [ListsController, 'update'])
        router.post('/suppression', [ListsController, 'destroy'])
      })
      .prefix('/listes/:id')
      .where('id', uuid)
    router.get('/liaisons', [WebhooksController, 'index'])
    router.get('/liaisons/nouvelle', [WebhooksController, 'create'])
    router.post('/liaisons', [WebhooksController, 'store'])
    router.get('/liaisons/:id', [WebhooksController, 'edit']).where('id', uuid)
    router.post('/liaisons/:id', [WebhooksController, 'update']).where('id', uuid)
    router.get('/journal', [ChangesController, 'index'])
    router.get('/accueil', [HomesController, 'edit'])
    router.post('/accueil', [HomesController, 'update'])
    router
      .group(() => {
        router.get('/', [DemarchesController, 'show']).as('demarches.show')
        router.post('/suppression', [DemarchesController, 'destroy']).as('demarches.destroy')
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
