import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import env from '#start/env'
import { slug } from '#shared/matchers'
import { middleware } from '#start/kernel'

const TextsController = () => import('#notifications/controllers/texts_controller')
const TrialsController = () => import('#notifications/controllers/trials_controller')
const MailboxController = () => import('#notifications/controllers/mailbox_controller')

router
  .group(() => {
    router.get('/', [TextsController, 'index'])
    router.get('/texte', [TextsController, 'edit'])
    router.post('/texte', [TextsController, 'update'])
  })
  .as('admin.mails')
  .prefix('/admin/courriels')
  .use(middleware.agent(['admin']))

router
  .group(() => {
    router.get('/', [TrialsController, 'show'])
    router.post('/', [TrialsController, 'store'])
  })
  .as('admin.workflow_trials')
  .prefix('/admin/circuits/:slug/essai')
  .where('slug', slug)
  .use(middleware.agent(['admin']))

/** It shows everybody's mails and their links: in the demo and in tests, whatever DEMO says. */
const open = !app.inProduction && (env.get('DEMO') === true || app.inTest)

if (open) {
  router
    .group(() => {
      router.get('/', [MailboxController, 'index'])
      router.get('/:id', [MailboxController, 'show'])
      router.get('/:id/html', [MailboxController, 'html'])
    })
    .prefix('/_boite')
    .where('id', /^[0-9a-f-]+$/)
}
