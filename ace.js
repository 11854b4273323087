// Development entry point of ace: the TypeScript sources run as they are.
import '@poppinss/ts-exec'

await import('./bin/console.js')
