import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'
import adonisjs from '@adonisjs/vite/client'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the forms of the usagers are made of: run by Preact, a sixth of React, on any telephone. */
const FORMS = /\/(app\/forms|resources\/js\/form|node_modules\/@rjsf)\//

const PREACT: Record<string, string> = {
  'react': 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
}

/** Of RJSF, what our theme replaces or our schemas never ask for: half of its weight. */
const LEFT_OUT: Record<string, string> = {
  '@rjsf/core/lib/components/fields/index.js': `
    import ArrayField from './ArrayField.js'
    import NullField from './NullField.js'
    import ObjectField from './ObjectField.js'
    import SchemaField from './SchemaField.js'
    export default () => ({ ArrayField, NullField, ObjectField, SchemaField })`,
  '@rjsf/core/lib/components/templates/index.js': 'export default () => ({ ButtonTemplates: {} })',
  '@rjsf/core/lib/components/widgets/index.js': 'export default () => ({})',
  // Our theme has a Markdown of its own.
  'markdown-to-jsx/dist/react.js': 'export const Markdown = () => null',
  // Our schemas have no `$ref` and no `allOf`.
  'fast-uri/index.js': 'export default {}',
  '@rjsf/utils/lib/schema/shallowAllOfMerge.js': 'export default (schema) => schema',
}

function formsInBrowser(): Plugin {
  return {
    name: 'forms-in-browser',
    enforce: 'pre',
    apply: 'build',
    resolveId(source, importer) {
      const name = Object.hasOwn(PREACT, source) ? PREACT[source] : undefined
      if (name && importer && FORMS.test(importer)) return this.resolve(name, importer)
    },
    load(id) {
      const known = Object.keys(LEFT_OUT).find((end) => id.endsWith(`/node_modules/${end}`))
      return known && LEFT_OUT[known]
    },
  }
}

const COMPRESSED = /\.(css|js|svg)$/
const SMALLEST = 500

/** Beside each text a `.br` and a `.gz` of it, as small as they get: made once, sent ever after. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const names = Object.keys(bundle).filter((name) => COMPRESSED.test(name))
      for (const name of names) {
        const path = join(dir!, name)
        const text = await readFile(path)
        if (text.length < SMALLEST) continue
        await writeFile(`${path}.br`, await brotli(text))
        await writeFile(`${path}.gz`, await gzipped(text, { level: constants.Z_BEST_COMPRESSION }))
      }
    },
  }
}

export default defineConfig({
  plugins: [
    adonisjs({
      entryPoints: [
        'resources/css/app.css',
        'resources/js/usager.ts',
        'resources/js/desk.ts',
        'resources/js/builder.ts',
        'resources/js/workflow.ts',
      ],
      reload: ['resources/views/**/*.edge'],
    }),
    formsInBrowser(),
    compressed(),
  ],
  resolve: {
    // The pure rooms run in the browser too, under the names that they have on the server.
    alias: [{ find: /^#(forms|workflow)\/(.+)$/, replacement: `${at('./app')}/$1/$2.ts` }],
  },
  build: {
    assetsInlineLimit: 0,
    target: 'es2022',
    rolldownOptions: {
      onLog: (level, log, handler) => {
        // `use client` means nothing here, and compressing takes its time.
        if (!['MODULE_LEVEL_DIRECTIVE', 'PLUGIN_TIMINGS'].includes(log.code!)) handler(level, log)
      },
    },
  },
})
