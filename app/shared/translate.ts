import i18nManager from '@adonisjs/i18n/services/main'

/** A text of `resources/lang` where no page says it: a flash message. Pages have `t` of their own. */
export function t(key: string, data?: Record<string, string | number>): string {
  return i18nManager.locale('fr').t(key, data)
}
