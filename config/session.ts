import env from '#start/env'
import { defineConfig, stores } from '@adonisjs/session'

/**
 * Encrypted cookie, host-only: a commune's session does not travel to another's hostname, and
 * reading a form costs no query. What it holds: who is signed in, and which dossiers and liens
 * this browser has proved to hold (see `app/identity/grants.ts`).
 */
export default defineConfig({
  enabled: true,
  cookieName: 'guichet',
  clearWithBrowser: false,
  age: '12h',
  cookie: {
    path: '/',
    httpOnly: true,
    secure: env.get('PUBLIC_SCHEME') === 'https',
    sameSite: 'lax',
  },
  store: 'cookie',
  stores: { cookie: stores.cookie() },
})
