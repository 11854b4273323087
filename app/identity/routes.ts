import router from '@adonisjs/core/services/router'

const SessionsController = () => import('#identity/controllers/sessions_controller')

router.get('/connexion', [SessionsController, 'create'])
router.post('/connexion', [SessionsController, 'store'])
router.post('/deconnexion', [SessionsController, 'destroy'])
