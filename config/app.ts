import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'

/**
 * No proxy is trusted unless the operator names it: a forged X-Forwarded-Host would otherwise
 * choose the commune.
 */
function trustProxy() {
  const setting = env.get('TRUST_PROXY')
  if (!setting) return () => false
  const hops = Number(setting)
  if (Number.isInteger(hops)) return (_address: string, distance: number) => distance < hops
  const addresses = new Set(setting.split(',').map((address) => address.trim()))
  return (address: string) => addresses.has(address)
}

export const http = defineConfig({
  generateRequestId: true,
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  trustProxy: trustProxy(),
  redirect: { forwardQueryString: false },
  cookie: {
    domain: '',
    path: '/',
    maxAge: '12h',
    httpOnly: true,
    secure: env.get('PUBLIC_SCHEME') === 'https',
    sameSite: 'lax',
  },
})
