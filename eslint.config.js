import { configApp, RULES_LIST } from '@adonisjs/eslint-config'

/**
 * Who may import whom. A room is its folder and its alias; what a room is not given here, it may
 * not import. The two pure rooms know neither the framework nor the application.
 */
const ROOMS = {
  forms: [],
  workflow: [],
  shared: [],
  tenancy: [],
  identity: ['tenancy'],
  catalogue: ['tenancy', 'forms', 'workflow'],
  documents: ['tenancy'],
  addresses: ['tenancy'],
  dossiers: ['tenancy', 'identity', 'catalogue', 'forms', 'workflow', 'documents'],
}
ROOMS.reporting = [...ROOMS.dossiers, 'dossiers']
ROOMS.archive = [...ROOMS.dossiers, 'dossiers']
const CORE = [...Object.keys(ROOMS).filter((room) => room !== 'shared')]
ROOMS.notifications = CORE
const DESKS = ['usager', 'accueil', 'service', 'superviseur', 'admin', 'operator']
const PURE = ['forms', 'workflow']

const ALIASES = [...Object.keys(ROOMS), 'desks', 'app']

function room(name, folder, allowed) {
  const own = folder.startsWith('desks/') ? [] : [name]
  const forbidden = ALIASES.filter((alias) => ![...own, ...allowed, 'shared'].includes(alias))
  const patterns = [
    {
      group: forbidden.map((alias) => `#${alias}/*`),
      message: `${folder} may import: ${[...own, ...allowed].join(', ') || 'nothing of the app'}.`,
    },
    {
      regex: String.raw`^(\.\./)+(forms|workflow|tenancy|identity|catalogue|documents|addresses|dossiers|reporting|archive|notifications|desks|shared)/`,
      message: 'Another room is imported by its alias.',
    },
    ...(PURE.includes(name)
      ? [
          {
            group: ['@adonisjs/*', '#shared/*', '#start/*', '#config/*', '#database/*', 'node:*'],
            message: 'A pure room runs in node and in the browser alike.',
          },
        ]
      : []),
    ...(name === 'tenancy'
      ? []
      : [
          {
            group: ['@adonisjs/lucid/services/db'],
            message: 'Only tenancy opens the database: use withCommune() and sql().',
          },
        ]),
  ]
  return {
    files: [`app/${folder}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  }
}

function desk(name) {
  const config = room(name, `desks/${name}`, CORE)
  const { patterns } = config.rules['no-restricted-imports'][1]
  patterns[0].group = [
    '#notifications/*',
    '#app/*',
    ...DESKS.filter((other) => other !== name).map((other) => `#desks/${other}/*`),
  ]
  patterns[0].message = 'A desk imports the core, never another desk.'
  return config
}

/** What runs in the browser imports nothing of the server: the pure rooms, and packages. */
const BROWSER = {
  files: ['resources/js/**/*.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: [
              '@adonisjs/*',
              'node:*',
              ...ALIASES.filter((one) => !PURE.includes(one)).map((one) => `#${one}/*`),
            ],
            message:
              'A script of a page imports the pure rooms, forms and workflow, and nothing else of the app.',
          },
        ],
      },
    ],
  },
}

export default [
  { ignores: ['build', 'tmp', 'public', 'database/schema.ts'] },
  ...configApp(),
  { files: ['resources/js/**/*.ts'], rules: RULES_LIST },
  {
    rules: {
      // The words of this house are not English plurals of file names.
      '@unicorn/filename-case': 'off',
      '@typescript-eslint/explicit-member-accessibility': 'off',
      '@unicorn/no-await-expression-member': 'off',
    },
  },
  ...Object.entries(ROOMS).map(([name, allowed]) => room(name, name, allowed)),
  ...DESKS.map(desk),
  BROWSER,
]
