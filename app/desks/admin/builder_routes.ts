import router from '@adonisjs/core/services/router'
import { slug } from '#shared/matchers'
import { middleware } from '#start/kernel'

const BuildersController = () => import('#desks/admin/controllers/builder/builders_controller')
const AdditionsController = () => import('#desks/admin/controllers/builder/additions_controller')
const EditsController = () => import('#desks/admin/controllers/builder/edits_controller')
const MovesController = () => import('#desks/admin/controllers/builder/moves_controller')
const CopiesController = () => import('#desks/admin/controllers/builder/copies_controller')
const RemovalsController = () => import('#desks/admin/controllers/builder/removals_controller')
const RulesController = () => import('#desks/admin/controllers/builder/rules_controller')
const UndosController = () => import('#desks/admin/controllers/builder/undos_controller')

router
  .group(() => {
    router.get('/', [BuildersController, 'show'])
    router.post('/ajouts', [AdditionsController, 'store'])
    router.post('/reglages', [EditsController, 'store'])
    router.post('/deplacements', [MovesController, 'store'])
    router.post('/copies', [CopiesController, 'store'])
    router.post('/suppressions', [RemovalsController, 'store'])
    router.post('/conditions', [RulesController, 'store'])
    router.post('/annulations', [UndosController, 'store'])
  })
  .as('admin.builder')
  .prefix('/admin/demarches/:slug/formulaire')
  .where('slug', slug)
  .use(middleware.agent(['admin']))
