import router from '@adonisjs/core/services/router'
import { questionPath, uuid } from '#shared/matchers'
import { middleware } from '#start/kernel'

const OverviewsController = () => import('#desks/superviseur/controllers/overviews_controller')
const DossiersController = () => import('#desks/superviseur/controllers/dossiers_controller')
const ActionsController = () => import('#desks/superviseur/controllers/actions_controller')
const AnswersController = () => import('#desks/superviseur/controllers/answers_controller')
const AssignmentsController = () => import('#desks/superviseur/controllers/assignments_controller')
const CopiesController = () => import('#desks/superviseur/controllers/copies_controller')
const ArchivesController = () => import('#desks/superviseur/controllers/archives_controller')
const DestructionsController = () =>
  import('#desks/superviseur/controllers/destructions_controller')
const FeedbacksController = () => import('#desks/superviseur/controllers/feedbacks_controller')
const HoldsController = () => import('#desks/superviseur/controllers/holds_controller')
const ErasuresController = () => import('#desks/superviseur/controllers/erasures_controller')
const PiecesController = () => import('#desks/superviseur/controllers/pieces_controller')

router
  .group(() => {
    router.get('/', [OverviewsController, 'show'])
    router.get('/dossiers', [DossiersController, 'index'])
    router.get('/avis', [FeedbacksController, 'index'])
    router.get('/archives', [ArchivesController, 'index'])
    router.post('/archives', [ArchivesController, 'store'])
    router.get('/archives/detruits.csv', [DestructionsController, 'index'])
    router.get('/dossiers/:id', [DossiersController, 'show']).where('id', uuid)
    router
      .group(() => {
        router.get('/actions/:action', [ActionsController, 'show'])
        router.post('/actions/:action', [ActionsController, 'store'])
        router.get('/reponses/:question', [AnswersController, 'edit'])
        router.post('/reponses/:question', [AnswersController, 'update'])
        router.post('/attribution', [AssignmentsController, 'store'])
        router.get('/pdf', [CopiesController, 'pdf'])
        router.get('/zip', [CopiesController, 'zip'])
        router.get('/archive', [ArchivesController, 'show'])
        router.get('/conservation', [HoldsController, 'create'])
        router.post('/conservation', [HoldsController, 'store'])
        router.post('/conservation/fin', [HoldsController, 'destroy'])
        router.get('/effacement', [ErasuresController, 'create'])
        router.post('/effacement', [ErasuresController, 'store'])
        router.get('/pieces/:pieceId', [PiecesController, 'show']).where('pieceId', uuid)
      })
      .prefix('/dossiers/:id')
      .where('id', uuid)
      .where('question', questionPath)
      .where('question', questionPath)
  })
  .as('superviseur')
  .prefix('/superviseur')
  .use(middleware.agent(['superviseur']))
