import app from '@adonisjs/core/services/app'
import i18nManager from '@adonisjs/i18n/services/main'

/** What takes no data is always the same, and parsing it at each page costs more than the page. */
const plain = new Map<string, string>()

/** A text of `resources/lang`: what pages call `t`, and flash messages. French until more is asked. */
export function t(key: string, data?: Record<string, any>): string {
  const known = data ? undefined : plain.get(key)
  if (known !== undefined) return known

  const text = i18nManager.locale('fr').t(key, data)
  if (!data && !app.inDev) plain.set(key, text)
  return text
}
