import i18nManager from '@adonisjs/i18n/services/main'

/** Every mail template that has words, in the order of the file. */
export function mailTemplates(): string[] {
  const known = Object.keys(i18nManager.getTranslations().fr ?? {})
  const found = known.map((key) => /^mails\.templates\.([\w-]+)\.subject$/.exec(key)?.[1])
  return found.filter((name) => name !== undefined)
}
