import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'

const SessionsController = () => import('#identity/controllers/sessions_controller')
const ToursController = () => import('#identity/controllers/tours_controller')
const ShortcutsController = () => import('#identity/controllers/shortcuts_controller')
const InvitationsController = () => import('#identity/controllers/invitations_controller')

router.get('/connexion', [SessionsController, 'create'])
router.post('/connexion', [SessionsController, 'store'])
router.post('/deconnexion', [SessionsController, 'destroy'])
router.get('/invitation/:token', [InvitationsController, 'show']).where('token', /^[\w-]{20,80}$/)
router.post('/invitation/:token', [InvitationsController, 'store']).where('token', /^[\w-]{20,80}$/)
router
  .post('/visites/:tour', [ToursController, 'store'])
  .where('tour', /^[a-z]{2,20}$/)
  .use(middleware.agent(['accueil', 'superviseur', 'admin']))
router
  .group(() => {
    router.get('/', [ShortcutsController, 'show'])
    router.post('/', [ShortcutsController, 'store'])
  })
  .as('shortcuts')
  .prefix('/raccourcis')
  .use(middleware.agent(['accueil', 'superviseur']))
