import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'

const appUrl = env.get('APP_DATABASE_URL').release()
const ownerUrl = env.get('DATABASE_URL')?.release() ?? appUrl

/** A query that hangs must not hold its commune's rows, nor a connection, for long. */
const GUARDS = '-c statement_timeout=15000 -c idle_in_transaction_session_timeout=30000'

function connection(url: string, name: string, options = '') {
  return { connectionString: url, application_name: `guichet-${name}`, options }
}

export default defineConfig({
  connection: 'app',
  prettyPrintDebugQueries: false,
  connections: {
    /** Serves requests and jobs: owns nothing, cannot bypass row-level security. */
    app: {
      client: 'pg',
      connection: connection(appUrl, 'app', GUARDS),
      pool: { min: 0, max: env.get('DATABASE_POOL') ?? 10 },
    },
    /**
     * The throttles count outside of the request's transaction. A pool of their own: a request
     * that holds one connection and waits for a second of the same pool can deadlock it.
     */
    throttles: {
      client: 'pg',
      connection: connection(appUrl, 'throttles', GUARDS),
      pool: { min: 0, max: 2 },
    },
    /** Migrations only. */
    owner: {
      client: 'pg',
      connection: connection(ownerUrl, 'owner'),
      pool: { min: 0, max: 2 },
      migrations: { naturalSort: true, paths: ['database/migrations'] },
      schemaGeneration: {
        enabled: true,
        outputPath: './database/schema.ts',
        rulesPaths: ['./database/schema_rules.js'],
        excludeTables: ['rate_limits'],
      },
    },
  },
})
