import router from '@adonisjs/core/services/router'
import { middleware } from '#start/kernel'
import '#desks/accueil/dossier_routes'

const InboxController = () => import('#desks/accueil/controllers/inbox_controller')
const FilingsController = () => import('#desks/accueil/controllers/filings_controller')

router
  .group(() => {
    router.get('/', [InboxController, 'index'])
    router.get('/saisies', [FilingsController, 'index'])
    router.post('/saisies', [FilingsController, 'store'])
  })
  .as('accueil')
  .prefix('/accueil')
  .use(middleware.agent(['accueil']))
