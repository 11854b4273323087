import router from '@adonisjs/core/services/router'
import { hostname, slug, uuid } from '#shared/matchers'
import { middleware } from '#start/kernel'
import { consoleHost } from '#tenancy/hostnames'

const SessionsController = () => import('#desks/operator/controllers/sessions_controller')
const CommunesController = () => import('#desks/operator/controllers/communes_controller')
const DraftsController = () => import('#desks/operator/controllers/drafts_controller')
const StepsController = () => import('#desks/operator/controllers/steps_controller')
const FoundationsController = () => import('#desks/operator/controllers/foundations_controller')
const EntriesController = () => import('#desks/operator/controllers/entries_controller')
const SuspensionsController = () => import('#desks/operator/controllers/suspensions_controller')
const DeletionsController = () => import('#desks/operator/controllers/deletions_controller')
const ExportsController = () => import('#desks/operator/controllers/exports_controller')
const ImportsController = () => import('#desks/operator/controllers/imports_controller')
const HostnamesController = () => import('#desks/operator/controllers/hostnames_controller')
const PasswordsController = () => import('#desks/operator/controllers/passwords_controller')

const host = consoleHost()

/** On the host of the console and on no other, where nothing else is. */
if (host) {
  router
    .group(() => {
      router.get('/connexion', [SessionsController, 'create'])
      router.post('/connexion', [SessionsController, 'store'])
      router.post('/deconnexion', [SessionsController, 'destroy'])
      router
        .group(() => {
          router.on('/').redirectToPath('/communes').as('home')
          router.on('/aide').render('pages/operator/guide').as('guide')
          router.get('/journal', [EntriesController, 'index'])
          router.get('/compte', [PasswordsController, 'edit'])
          router.post('/compte', [PasswordsController, 'update'])
          router.get('/communes', [CommunesController, 'index'])
          router.get('/communes/importer', [ImportsController, 'create'])
          router.post('/communes/importer', [ImportsController, 'store'])
          router.get('/communes/nouvelle', [DraftsController, 'index'])
          router.post('/communes/nouvelle', [DraftsController, 'store'])
          router
            .group(() => {
              router.post('/abandon', [DraftsController, 'destroy'])
              router.get('/verification', [FoundationsController, 'create'])
              router.post('/verification', [FoundationsController, 'store'])
              router.get('/:step', [StepsController, 'show']).where('step', slug)
              router.post('/:step', [StepsController, 'update']).where('step', slug)
            })
            .prefix('/communes/nouvelle/:id')
            .where('id', uuid)
          router
            .group(() => {
              router.get('/', [CommunesController, 'show'])
              router.get('/prete', [FoundationsController, 'show'])
              router.post('/suspension', [SuspensionsController, 'store'])
              router.post('/reprise', [SuspensionsController, 'destroy'])
              router.post('/suppression', [DeletionsController, 'store'])
              router.post('/sursis', [DeletionsController, 'destroy'])
              router.post('/exports', [ExportsController, 'store'])
              router.post('/adresses', [HostnamesController, 'store'])
              router
                .group(() => {
                  router.post('/verification', [HostnamesController, 'verify'])
                  router.post('/principale', [HostnamesController, 'promote'])
                  router.post('/retrait', [HostnamesController, 'destroy'])
                })
                .prefix('/adresses/:host')
                .where('host', hostname)
            })
            .prefix('/communes/:id')
            .where('id', uuid)
        })
        .use(middleware.operator())
    })
    .as('operator')
    .domain(host)
}
