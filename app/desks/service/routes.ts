import router from '@adonisjs/core/services/router'
import { uuid } from '#shared/matchers'

const BureausController = () => import('#desks/service/controllers/bureaus_controller')
const LiensController = () => import('#desks/service/controllers/liens_controller')
const DossiersController = () => import('#desks/service/controllers/dossiers_controller')
const PrintsController = () => import('#desks/service/controllers/prints_controller')
const ActionsController = () => import('#desks/service/controllers/actions_controller')
const NotesController = () => import('#desks/service/controllers/notes_controller')
const MessagesController = () => import('#desks/service/controllers/messages_controller')
const CopiesController = () => import('#desks/service/controllers/copies_controller')
const PiecesController = () => import('#desks/service/controllers/pieces_controller')

const OpinionLiensController = () => import('#desks/service/controllers/opinion_liens_controller')
const OpinionsController = () => import('#desks/service/controllers/opinions_controller')
const OpinionPiecesController = () => import('#desks/service/controllers/opinion_pieces_controller')

router
  .get('/service/bureau/dossiers/:id', [BureausController, 'open'])
  .where('id', uuid)
  .as('service.bureau.open')
router
  .group(() => {
    router.get('/', [BureausController, 'show'])
    router.post('/', [BureausController, 'store'])
    router.post('/code', [BureausController, 'send'])
    router.post('/fin', [BureausController, 'destroy'])
  })
  .as('service.bureau')
  .prefix('/service/bureau/:id')
  .where('id', uuid)

router.get('/service/:token', [LiensController, 'show'])
router.post('/service/liens', [LiensController, 'store'])

router
  .group(() => {
    router.get('/', [DossiersController, 'show'])
    router.get('/imprimer', [PrintsController, 'show'])
    router.get('/pdf', [CopiesController, 'pdf'])
    router.get('/zip', [CopiesController, 'zip'])
    router.get('/actions/:action', [ActionsController, 'show'])
    router.post('/actions/:action', [ActionsController, 'store'])
    router.post('/notes', [NotesController, 'store'])
    router.post('/messages', [MessagesController, 'store'])
    router.post('/pieces', [PiecesController, 'store'])
    router.get('/pieces/:pieceId', [PiecesController, 'show']).where('pieceId', uuid)
  })
  .prefix('/service/dossiers/:id')
  .where('id', uuid)

router.get('/avis/:token', [OpinionLiensController, 'show'])

router
  .group(() => {
    router.get('/', [OpinionsController, 'show'])
    router.post('/actions/:action', [OpinionsController, 'store'])
    router.get('/pieces/:pieceId', [OpinionPiecesController, 'show']).where('pieceId', uuid)
  })
  .prefix('/avis/dossiers/:id')
  .where('id', uuid)
