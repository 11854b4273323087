/**
 * Everything that can be configured, and its default: with none of it set the application runs
 * as a demo on this machine. `app/tenancy/production_guard.ts` says what production insists on.
 */
import { Env } from '@adonisjs/core/env'

export const DEMO_KEY = 'cle-de-demonstration-jamais-en-production'

process.env.NODE_ENV ??= 'development'
process.env.HOST ??= 'localhost'
process.env.PORT ??= '3333'
process.env.LOG_LEVEL ??= 'info'
process.env.APP_KEY ??= DEMO_KEY
if (process.env.NODE_ENV !== 'production') process.env.CONSOLE_HOST ??= 'console.localhost'

export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string({ format: 'host' }),
  PORT: Env.schema.number(),
  LOG_LEVEL: Env.schema.string(),
  /** Encrypts sessions and the links that wait in a mail. 32 characters at least. */
  APP_KEY: Env.schema.secret(),

  /** PostgreSQL 15 to 18. The owner migrates and reads the job queue; the app role serves requests. */
  DATABASE_URL: Env.schema.secret.optional(),
  APP_DATABASE_URL: Env.schema.secret(),
  /**
   * Straight to PostgreSQL, where APP_DATABASE_URL leads to a pooler: what changes is listened to on
   * one connection of each process, which a pooler in transaction mode would not keep.
   */
  LISTEN_DATABASE_URL: Env.schema.secret.optional(),
  DATABASE_POOL: Env.schema.number.optional(),

  /** How links in mails begin: https behind a proxy, and a port only where it is unusual. */
  PUBLIC_SCHEME: Env.schema.enum.optional(['http', 'https'] as const),
  PUBLIC_PORT: Env.schema.number.optional(),
  /** Where operators find their console. Without it, in production, there is none. */
  CONSOLE_HOST: Env.schema.string.optional(),
  /**
   * The domain whose names are given to new communes; by default that of the console without its first
   * part: `console.demarches.example` gives `plassans.demarches.example`.
   */
  COMMUNE_DOMAIN: Env.schema.string.optional(),
  /** Number of proxies in front, or a list of their addresses. None is trusted by default. */
  TRUST_PROXY: Env.schema.string.optional(),

  /** Without a server, mails go to the demo's mailbox (never in production). */
  SMTP_HOST: Env.schema.string.optional(),
  SMTP_PORT: Env.schema.number.optional(),
  SMTP_SECURE: Env.schema.boolean.optional(),
  SMTP_USERNAME: Env.schema.string.optional(),
  SMTP_PASSWORD: Env.schema.secret.optional(),
  MAIL_FROM: Env.schema.string.optional(),

  /** The folder of the embedded database, the pieces and the demo's mailbox; `tmp` by default. */
  DATA_ROOT: Env.schema.string.optional(),
  /** Where pieces are stored: a folder outside the web root. */
  FILES_ROOT: Env.schema.string.optional(),

  /**
   * Where the tiles of maps come from, `https://tiles.example/{z}/{x}/{y}.png`, and who made them.
   * Without a source there are no maps: places are chosen from the street base, or described.
   */
  MAP_TILES: Env.schema.string.optional(),
  MAP_ATTRIBUTION: Env.schema.string.optional(),
  /** Where a point is looked at: `{lat}` and `{lon}` are replaced. OpenStreetMap by default. */
  MAP_LINK: Env.schema.string.optional(),

  /**
   * Programs that communes may have called although they are not on the Internet, or without https:
   * names of hosts between commas. Every other private address is refused.
   */
  WEBHOOK_HOSTS: Env.schema.string.optional(),

  /** The worker runs inside the server unless this says otherwise. */
  WORKER: Env.schema.enum.optional(['inside', 'apart'] as const),
  /** Turns on what only the demo may have: the mailbox page and the known accounts. */
  UNDO_SECONDS: Env.schema.number.optional(),
  DEMO: Env.schema.boolean.optional(),
})
