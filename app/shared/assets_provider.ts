import ViteProvider from '@adonisjs/vite/vite_provider'

/**
 * Tests and the demo serve what `vite build` made, as production does; Vite's own server runs
 * under `npm run dev` only. The framework would start it in tests as well.
 */
export default class AssetsProvider extends ViteProvider {
  override async start() {
    if (process.env.DEV_MODE) await super.start()
  }

  override async shutdown() {
    if (process.env.DEV_MODE) await super.shutdown()
  }
}
