import router from '@adonisjs/core/services/router'
import { formScript, short, slug, uuid } from '#shared/matchers'
import { GUIDE_ROLES, guidePath } from './guides.js'
import { dossierScope, draftScope, heldScope } from './held.js'
import { demarcheScope } from './offered.js'

const HomeController = () => import('./controllers/home_controller.js')
const DemarchesController = () => import('./controllers/demarches_controller.js')
const FirstPagesController = () => import('./controllers/first_pages_controller.js')
const FirstSavesController = () => import('./controllers/first_saves_controller.js')
const FormScriptsController = () => import('./controllers/form_scripts_controller.js')
const DraftsController = () => import('./controllers/drafts_controller.js')
const DraftPagesController = () => import('./controllers/draft_pages_controller.js')
const DraftLinksController = () => import('./controllers/draft_links_controller.js')
const SavesController = () => import('./controllers/saves_controller.js')
const ChecksController = () => import('./controllers/checks_controller.js')
const SubmissionsController = () => import('./controllers/submissions_controller.js')
const DossiersController = () => import('./controllers/dossiers_controller.js')
const CorrectionsController = () => import('./controllers/corrections_controller.js')
const PiecesController = () => import('./controllers/pieces_controller.js')
const DraftLiensController = () => import('./controllers/draft_liens_controller.js')
const FollowLiensController = () => import('./controllers/follow_liens_controller.js')
const ActionsController = () => import('./controllers/actions_controller.js')
const MessagesController = () => import('./controllers/messages_controller.js')
const CertificatesController = () => import('./controllers/certificates_controller.js')
const LookupsController = () => import('./controllers/lookups_controller.js')
const AddressesController = () => import('./controllers/addresses_controller.js')
const PicturesController = () => import('./controllers/pictures_controller.js')
const PrivacyController = () => import('./controllers/privacy_controller.js')
const ShortLinksController = () => import('./controllers/short_links_controller.js')
const PrefillKeysController = () => import('./controllers/prefill_keys_controller.js')
const QuestionHelpsController = () => import('./controllers/question_helps_controller.js')
const GuidesController = () => import('./controllers/guides_controller.js')
const BrandingController = () => import('./controllers/branding_controller.js')

router.get('/', [HomeController, 'index'])
router.get('/theme.css', [BrandingController, 'theme'])
router.get('/armes.svg', [BrandingController, 'arms'])
router.get('/adresses', [AddressesController, 'index'])
router.get('/images/:id', [PicturesController, 'show']).where('id', uuid).as('pictures')
router.get('/formulaires/:file', [FormScriptsController, 'show']).where('file', formScript)
for (const role of GUIDE_ROLES) {
  router.get(guidePath(role), [GuidesController, 'show']).as(`guides.${role}`)
}
router
  .group(() => {
    router.get('/', [QuestionHelpsController, 'index'])
    router.get('/:type', [QuestionHelpsController, 'show']).where('type', slug)
    router.post('/:type', [QuestionHelpsController, 'store']).where('type', slug)
  })
  .as('question_help')
  .prefix('/aide/questions')
router.on('/accessibilite').render('pages/usager/accessibility')
router.get('/donnees-personnelles', [PrivacyController, 'show'])
router.on('/mentions-legales').render('pages/usager/legal')

router
  .group(() => {
    router.get('/', [DemarchesController, 'show'])
    router.get('/liens', [PrefillKeysController, 'show'])
    router.get('/remplir', [FirstPagesController, 'show']).as('first_page')
    router.post('/remplir', [FirstPagesController, 'store'])
    router.post('/remplir/enregistrement', [FirstSavesController, 'store'])
  })
  .as('demarche')
  .prefix('/demarches/:slug')
  .where('slug', slug)
  .use(demarcheScope)

router.get('/d/:short', [ShortLinksController, 'show']).where('short', short)

router
  .post('/brouillons/:id/envoi', [SubmissionsController, 'store'])
  .as('draft.submissions.store')
  .where('id', uuid)
  .use(heldScope)

router
  .group(() => {
    router.get('/', [DraftsController, 'show'])
    router.get('/abandon', [DraftsController, 'confirm'])
    router.post('/abandon', [DraftsController, 'destroy'])
    router.get('/plus-tard', [DraftLinksController, 'create'])
    router.post('/lien', [DraftLinksController, 'store'])
    router.get('/verifier', [ChecksController, 'show'])
    router.get('/pieces/:pieceId', [PiecesController, 'show']).where('pieceId', uuid)
    router.post('/pieces', [PiecesController, 'store'])
    router.get('/:page', [DraftPagesController, 'show'])
    router.post('/:page', [DraftPagesController, 'store'])
    router.post('/:page/enregistrement', [SavesController, 'store'])
  })
  .as('draft')
  .prefix('/brouillons/:id')
  .where('id', uuid)
  .use(draftScope)

router
  .group(() => {
    router.get('/', [DossiersController, 'show'])
    router.get('/envoye', [SubmissionsController, 'show'])
    router.get('/actions/:action', [ActionsController, 'show'])
    router.post('/actions/:action', [ActionsController, 'store'])
    router.post('/messages', [MessagesController, 'store'])
    router.get('/correction', [CorrectionsController, 'show'])
    router.post('/correction', [CorrectionsController, 'store'])
    router.get('/pieces/:pieceId', [PiecesController, 'show']).where('pieceId', uuid)
  })
  .as('dossier')
  .prefix('/dossiers/:id')
  .where('id', uuid)
  .use(dossierScope)

router.get('/reprendre/:token', [DraftLiensController, 'show'])
router.post('/reprendre/:token', [DraftLiensController, 'store'])
router.get('/verifier', [CertificatesController, 'index'])
router.get('/verifier/:code', [CertificatesController, 'show'])
router.get('/suivi', [LookupsController, 'create'])
router.post('/suivi', [LookupsController, 'store'])
router.get('/suivi/:token', [FollowLiensController, 'show'])
router.post('/suivi/:token', [FollowLiensController, 'store'])
