import router from '@adonisjs/core/services/router'
import { controllers } from '#generated/controllers'

router.get('/connexion', [controllers.identity.Sessions, 'create']).as('sign_in')
router.post('/connexion', [controllers.identity.Sessions, 'store']).as('sign_in.store')
router.post('/deconnexion', [controllers.identity.Sessions, 'destroy']).as('sign_out')
