import edge from 'edge.js'
import i18nManager from '@adonisjs/i18n/services/main'
import { formatters } from '#shared/formatters'

/** What every page and every mail may use. French until a commune asks for more. */
const french = i18nManager.locale('fr')

edge.global('t', (key: string, data?: Record<string, any>) => french.t(key, data))
for (const [name, format] of Object.entries(formatters)) edge.global(name, format)
