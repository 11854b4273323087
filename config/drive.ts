import { join } from 'node:path'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { dataRoot } from '#database/server'
import { defineConfig, services } from '@adonisjs/drive'

const driveConfig = defineConfig({
  default: 'fs',
  services: {
    /** Outside the web root, and never served by the framework: see `app/documents`. */
    fs: services.fs({
      location: env.get('FILES_ROOT') ?? join(dataRoot(app), 'pieces'),
      serveFiles: false,
      visibility: 'private',
    }),
  },
})

export default driveConfig

declare module '@adonisjs/drive/types' {
  export interface DriveDisks extends InferDriveDisks<typeof driveConfig> {}
}
