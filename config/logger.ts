import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { defineConfig, syncDestination } from '@adonisjs/core/logger'

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'guichet',
      level: env.get('LOG_LEVEL'),
      /** Whatever is logged by mistake under these names never reaches a file. */
      redact: {
        paths: ['password', 'token', 'secret', '*.password', '*.token', '*.secret'],
        censor: '[retiré]',
      },
      /** In production straight to the output: a line costs less than handing it to a thread, and none is lost. */
      destination: app.inProduction ? undefined : await syncDestination(),
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
