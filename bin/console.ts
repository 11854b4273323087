import { prettyPrintError } from '@adonisjs/core'
import { createIgnitor } from './boot.js'

/** Commands that build or scaffold: they run on machines where no database should be started. */
const WITHOUT_DATABASE =
  /^(serve|build|list|help|add|configure|eject|inspect:|generate:key|make:|env:)/

const argv = process.argv.slice(2)
const name = argv.find((arg) => !arg.startsWith('-')) ?? 'list'

createIgnitor({ database: !WITHOUT_DATABASE.test(name) })
  .ace()
  .handle(argv)
  .catch((error) => {
    process.exitCode = 1
    prettyPrintError(error)
  })
