import { prettyPrintError } from '@adonisjs/core'
import { createIgnitor } from './boot.js'

const ignitor = createIgnitor({ database: true, exclusive: true })

ignitor
  .httpServer()
  .start()
  .catch(async (error) => {
    process.exitCode = 1
    await prettyPrintError(error)
    await ignitor.terminate()
  })
