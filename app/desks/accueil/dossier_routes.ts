import router from '@adonisjs/core/services/router'
import { questionPath, uuid } from '#shared/matchers'
import { middleware } from '#start/kernel'

const DossiersController = () => import('#desks/accueil/controllers/dossiers_controller')
const ActionsController = () => import('#desks/accueil/controllers/actions_controller')
const AssignmentsController = () => import('#desks/accueil/controllers/assignments_controller')
const NotesController = () => import('#desks/accueil/controllers/notes_controller')
const UndosController = () => import('#desks/accueil/controllers/undos_controller')
const MessagesController = () => import('#desks/accueil/controllers/messages_controller')
const CopiesController = () => import('#desks/accueil/controllers/copies_controller')
const PresencesController = () => import('#desks/accueil/controllers/presences_controller')
const AnswersController = () => import('#desks/accueil/controllers/answers_controller')
const ReceiptsController = () => import('#desks/accueil/controllers/receipts_controller')
const PiecesController = () => import('#desks/accueil/controllers/pieces_controller')

router
  .group(() => {
    router.get('/', [DossiersController, 'show'])
    router.get('/actions/:action', [ActionsController, 'show'])
    router.post('/actions/:action', [ActionsController, 'store'])
    router.get('/reponses/:question', [AnswersController, 'edit'])
    router.post('/reponses/:question', [AnswersController, 'update'])
    router.post('/attribution', [AssignmentsController, 'store'])
    router.post('/notes', [NotesController, 'store'])
    router.post('/annulation', [UndosController, 'store'])
    router.post('/messages', [MessagesController, 'store'])
    router.get('/pdf', [CopiesController, 'pdf'])
    router.post('/recepisse', [ReceiptsController, 'store'])
    router.get('/zip', [CopiesController, 'zip'])
    router.post('/presence', [PresencesController, 'store'])
    router.post('/pieces', [PiecesController, 'store'])
    router.get('/pieces/:pieceId', [PiecesController, 'show']).where('pieceId', uuid)
  })
  .as('accueil.dossier')
  .prefix('/accueil/dossiers/:id')
  .where('id', uuid)
  .where('question', questionPath)
  .use(middleware.agent(['accueil']))
