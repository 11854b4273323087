import router from '@adonisjs/core/services/router'
import { slug, uuid } from '#shared/matchers'
import { middleware } from '#start/kernel'
import '#desks/accueil/dossier_routes'

const InboxController = () => import('#desks/accueil/controllers/inbox_controller')
const AssignmentsController = () => import('#desks/accueil/controllers/assignments_controller')
const BatchesController = () => import('#desks/accueil/controllers/batches_controller')
const LivesController = () => import('#desks/accueil/controllers/lives_controller')
const FilingsController = () => import('#desks/accueil/controllers/filings_controller')
const ExportsController = () => import('#desks/accueil/controllers/exports_controller')
const PostersController = () => import('#desks/accueil/controllers/posters_controller')

router
  .group(() => {
    router.get('/', [InboxController, 'index'])
    router.get('/direct', [LivesController, 'show'])
    router.get('/direct/lignes', [LivesController, 'rows'])
    router.get('/saisies', [FilingsController, 'index'])
    router.post('/saisies', [FilingsController, 'store'])
    router.post('/attributions', [AssignmentsController, 'take'])
    router.get('/exports', [ExportsController, 'index'])
    router.post('/exports', [ExportsController, 'store'])
    router.get('/exports/nouveau', [ExportsController, 'create'])
    router.get('/exports/:id/fichier', [ExportsController, 'show']).where('id', uuid)
    router.post('/exports/:id/retrait', [ExportsController, 'destroy']).where('id', uuid)
    router.post('/lots/apercu', [BatchesController, 'preview'])
    router.post('/lots', [BatchesController, 'store'])
    router.get('/lots/:id', [BatchesController, 'show']).where('id', uuid)
    router.post('/lots/:id/annulation', [BatchesController, 'undo']).where('id', uuid)
  })
  .as('accueil')
  .prefix('/accueil')
  .use(middleware.agent(['accueil']))

router
  .group(() => {
    router.get('/', [PostersController, 'index'])
    router.get('/:slug', [PostersController, 'show']).where('slug', slug)
  })
  .as('posters')
  .prefix('/affiches')
  .use(middleware.agent(['accueil', 'superviseur', 'admin']))
