/** What a browser without scripts would post from this HTML, as a body parser nests it. */
export function postedFrom(html: string): Record<string, any> {
  const body: Record<string, any> = {}
  for (const [name, value] of fields(html)) put(body, name, value)
  return body
}

function* fields(html: string): Generator<[string, string]> {
  const tags =
    /<input\b([^>]*)>|<textarea\b([^>]*)>([^]*?)<\/textarea>|<select\b([^>]*)>([^]*?)<\/select>/g
  for (const [, input, textarea, text, select, options] of html.matchAll(tags)) {
    if (input !== undefined) {
      const { type, name, value = 'on', ...rest } = attributes(input)
      const isChoice = type === 'radio' || type === 'checkbox'
      if (type === 'file' || (isChoice && !('checked' in rest))) continue
      yield [name!, value]
    }
    if (textarea !== undefined) yield [attributes(textarea).name!, decodeEntities(text!)]
    if (select !== undefined) {
      const chosen = [...options!.matchAll(/<option\b([^>]*)>/g)].map(([, o]) => attributes(o!))
      const selected = chosen.find((option) => 'selected' in option) ?? chosen[0]
      yield [attributes(select).name!, selected?.value ?? '']
    }
  }
}

export function attributes(tag: string): Record<string, string> {
  const found = [...tag.matchAll(/([\w-]+)="([^"]*)"/g)]
  return Object.fromEntries(found.map(([, name, value]) => [name!, decodeEntities(value!)]))
}

function decodeEntities(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}

function put(body: Record<string, any>, name: string, value: string): void {
  const keys = name.replace(/\]/g, '').split('[')
  const last = keys.pop()!
  let at = body
  for (const [place, key] of keys.entries()) {
    const next = keys[place + 1] ?? last
    at = at[key] ??= next === '' || /^\d+$/.test(next) ? [] : {}
  }
  if (last === '') (at as unknown as string[]).push(value)
  else at[last] = value
}
