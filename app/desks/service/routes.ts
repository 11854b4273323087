import router from '@adonisjs/core/services/router'
import { uuid } from '#shared/matchers'

const LiensController = () => import('#desks/service/controllers/liens_controller')
const DossiersController = () => import('#desks/service/controllers/dossiers_controller')
const PrintsController = () => import('#desks/service/controllers/prints_controller')
const ActionsController = () => import('#desks/service/controllers/actions_controller')
const NotesController = () => import('#desks/service/controllers/notes_controller')
const PiecesController = () => import('#desks/service/controllers/pieces_controller')

router.get('/service/:token', [LiensController, 'show'])
router.post('/service/liens', [LiensController, 'store'])

router
  .group(() => {
    router.get('/', [DossiersController, 'show'])
    router.get('/imprimer', [PrintsController, 'show'])
    router.get('/actions/:action', [ActionsController, 'show'])
    router.post('/actions/:action', [ActionsController, 'store'])
    router.post('/notes', [NotesController, 'store'])
    router.post('/pieces', [PiecesController, 'store'])
    router.get('/pieces/:pieceId', [PiecesController, 'show']).where('pieceId', uuid)
  })
  .prefix('/service/dossiers/:id')
  .where('id', uuid)
