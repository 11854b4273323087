// A dynamic import: the TypeScript loader drops the attributes of static ones.
const { default: french } = await import('../../resources/lang/fr/forms.json', {
  with: { type: 'json' },
})

/** A key of resources/lang/fr/forms.json, spelled as everywhere else in the project. */
export type MessageKey = `forms.${keyof typeof french & string}`

const messages: Record<string, string> = french

/** The message under this key, with `{name}` replaced. */
export function say(key: MessageKey, params: Record<string, string | number> = {}): string {
  const text = messages[key.slice('forms.'.length)] ?? key
  return text.replace(/\{(\w+)\}/g, (hole, name) => String(params[name] ?? hole))
}
