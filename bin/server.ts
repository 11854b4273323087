import { prettyPrintError } from '@adonisjs/core'
import { createIgnitor } from './boot.js'

// What was compiled is in production unless somebody says otherwise: it must not skip its guard.
if (import.meta.filename.endsWith('.js')) process.env.NODE_ENV ??= 'production'

const ignitor = createIgnitor({ database: true, exclusive: true })

ignitor
  .httpServer()
  .start()
  .catch(async (error) => {
    process.exitCode = 1
    await prettyPrintError(error)
    await ignitor.terminate()
  })
