import edge from 'edge.js'
import app from '@adonisjs/core/services/app'
import { formatters } from '#shared/formatters'
import { mapHref } from '#shared/map'
import { t } from '#shared/translate'
import { absoluteUrl } from '#tenancy/links'

/** What every page and every mail may use. French until a commune asks for more. */
// A plugin, since that of i18n would replace a global of the same name at the first page.
edge.use(() => edge.global('t', t))
edge.global('mapHref', mapHref)
edge.global('siteUrl', (host: string) => absoluteUrl({ host }, '/'))
for (const [name, format] of Object.entries(formatters)) edge.global(name, format)

// Where nobody edits them, templates are compiled once. Edge also reads the folder of the components
// at every request: it does not change either.
if (!app.inDev) {
  edge.configure({ cache: true })
  const components = edge.loader.listComponents()
  edge.loader.listComponents = () => components
}
