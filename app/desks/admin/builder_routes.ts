import router from '@adonisjs/core/services/router'
import { slug } from '#shared/matchers'
import { middleware } from '#start/kernel'

const BuildersController = () => import('#desks/admin/controllers/builder/builders_controller')
const AdditionsController = () => import('#desks/admin/controllers/builder/additions_controller')
const EditsController = () => import('#desks/admin/controllers/builder/edits_controller')
const MovesController = () => import('#desks/admin/controllers/builder/moves_controller')
const CopiesController = () => import('#desks/admin/controllers/builder/copies_controller')
const RemovalsController = () => import('#desks/admin/controllers/builder/removals_controller')
const LayoutsController = () => import('#desks/admin/controllers/builder/layouts_controller')
const RulesController = () => import('#desks/admin/controllers/builder/rules_controller')
const UndosController = () => import('#desks/admin/controllers/builder/undos_controller')
const TrialsController = () => import('#desks/admin/controllers/builder/trials_controller')
const PublicationsController = () =>
  import('#desks/admin/controllers/builder/publications_controller')
const VersionsController = () => import('#desks/admin/controllers/builder/versions_controller')
const SourcesController = () => import('#desks/admin/controllers/builder/sources_controller')
const FilesController = () => import('#desks/admin/controllers/builder/files_controller')
const CreationsController = () => import('#desks/admin/controllers/builder/creations_controller')

/** Before those of a démarche, whose address could be the same. */
router
  .group(() => {
    router.get('/', [CreationsController, 'create'])
    router.post('/', [CreationsController, 'store'])
  })
  .as('admin.creations')
  .prefix('/admin/demarches/nouvelle')
  .use(middleware.agent(['admin']))

router
  .group(() => {
    router.get('/', [BuildersController, 'show'])
    router.post('/ajouts', [AdditionsController, 'store'])
    router.post('/reglages', [EditsController, 'store'])
    router.post('/deplacements', [MovesController, 'store'])
    router.post('/copies', [CopiesController, 'store'])
    router.post('/suppressions', [RemovalsController, 'store'])
    router.post('/conditions', [RulesController, 'store'])
    router.post('/mise-en-page', [LayoutsController, 'store'])
    router.post('/annulations', [UndosController, 'store'])
    router.get('/essai', [TrialsController, 'show'])
    router.post('/essai', [TrialsController, 'store'])
    router.get('/publication', [PublicationsController, 'show'])
    router.post('/publication', [PublicationsController, 'store'])
    router.get('/versions', [VersionsController, 'index'])
    router.post('/restaurations', [VersionsController, 'store'])
    router.get('/source', [SourcesController, 'show'])
    router.post('/source', [SourcesController, 'store'])
    router.get('/fichier', [FilesController, 'show'])
    router.post('/fichier', [FilesController, 'store'])
  })
  .as('admin.builder')
  .prefix('/admin/demarches/:slug/formulaire')
  .where('slug', slug)
  .use(middleware.agent(['admin']))
