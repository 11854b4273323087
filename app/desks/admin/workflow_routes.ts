import router from '@adonisjs/core/services/router'
import { slug } from '#shared/matchers'
import { middleware } from '#start/kernel'

const WorkflowsController = () => import('#desks/admin/controllers/workflows/workflows_controller')
const AdditionsController = () =>
  import('#desks/admin/controllers/workflows/workflow_additions_controller')
const EditsController = () => import('#desks/admin/controllers/workflows/workflow_edits_controller')
const MovesController = () => import('#desks/admin/controllers/workflows/workflow_moves_controller')
const CopiesController = () =>
  import('#desks/admin/controllers/workflows/workflow_copies_controller')
const RemovalsController = () =>
  import('#desks/admin/controllers/workflows/workflow_removals_controller')
const UndosController = () => import('#desks/admin/controllers/workflows/workflow_undos_controller')
const PublicationsController = () =>
  import('#desks/admin/controllers/workflows/workflow_publications_controller')
const VersionsController = () =>
  import('#desks/admin/controllers/workflows/workflow_versions_controller')
const FilesController = () => import('#desks/admin/controllers/workflows/workflow_files_controller')

router
  .group(() => {
    router.get('/', [WorkflowsController, 'index'])
    router.get('/nouveau', [WorkflowsController, 'create'])
    router.post('/', [WorkflowsController, 'store'])
    router
      .group(() => {
        router.get('/', [WorkflowsController, 'show'])
        router.post('/suppression', [WorkflowsController, 'destroy'])
        router.post('/ajouts', [AdditionsController, 'store'])
        router.post('/reglages', [EditsController, 'store'])
        router.post('/deplacements', [MovesController, 'store'])
        router.post('/copies', [CopiesController, 'store'])
        router.post('/suppressions', [RemovalsController, 'store'])
        router.post('/annulations', [UndosController, 'store'])
        router.get('/publication', [PublicationsController, 'show'])
        router.post('/publication', [PublicationsController, 'store'])
        router.get('/versions', [VersionsController, 'index'])
        router.post('/restaurations', [VersionsController, 'store'])
        router.get('/fichier', [FilesController, 'show'])
        router.post('/fichier', [FilesController, 'store'])
      })
      .prefix('/:slug')
      .where('slug', slug)
  })
  .as('admin.workflows')
  .prefix('/admin/circuits')
  .use(middleware.agent(['admin']))
