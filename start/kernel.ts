import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#shared/exception_handler'))

server.use([
  () => import('#shared/container_bindings_middleware'),
  () => import('#shared/request_log_middleware'),
  () => import('#shared/assets_middleware'),
  ...(process.env.DEV_MODE ? [() => import('@adonisjs/vite/vite_middleware')] : []),
  () => import('#tenancy/resolve_commune_middleware'),
  () => import('#shared/headers_middleware'),
])

/** Uploads are read before the transaction opens: a slow phone must not hold one. */
router.use([
  () => import('#shared/body_parser_middleware'),
  () => import('@adonisjs/session/session_middleware'),
  () => import('#identity/bind_session_middleware'),
  () => import('@adonisjs/shield/shield_middleware'),
  () => import('#desks/usager/blank_page_middleware'),
  () => import('#tenancy/commune_scope_middleware'),
  () => import('@adonisjs/auth/initialize_auth_middleware'),
])

export const middleware = router.named({
  agent: () => import('#identity/agent_middleware'),
  operator: () => import('#identity/operator_middleware'),
})
