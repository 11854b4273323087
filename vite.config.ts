import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import adonisjs from '@adonisjs/vite/client'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  plugins: [
    adonisjs({
      entryPoints: ['resources/css/app.css', 'resources/js/usager.ts', 'resources/js/builder.ts'],
      reload: ['resources/views/**/*.edge'],
    }),
  ],
  resolve: {
    // The pure rooms run in the browser too, under the names that they have on the server.
    alias: [{ find: /^#(forms|workflow)\/(.+)$/, replacement: `${at('./app')}/$1/$2.ts` }],
  },
  build: { assetsInlineLimit: 0, target: 'es2022' },
})
