import { createIgnitor, serve } from './boot.js'

// What was compiled is in production unless somebody says otherwise: it must not skip its guard.
if (import.meta.filename.endsWith('.js')) process.env.NODE_ENV ??= 'production'

await serve(createIgnitor({ database: true, exclusive: true }))
