type Fields = { [key: string]: unknown }

/**
 * The `f[page][question]…` fields of a form as a body parser nests them, files left out. Lists of rows
 * are objects with numbers for keys, which a form reads alike.
 */
export function readForm(form: HTMLFormElement): Fields {
  const fields: Fields = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== 'string' || !name.startsWith('f[')) continue
    put(fields, name.slice(2, -1).split(']['), value)
  }
  return fields
}

function put(fields: Fields, keys: string[], value: string) {
  const isList = keys.at(-1) === ''
  const path = isList ? keys.slice(0, -1) : keys
  const last = path.at(-1)!
  const holder = path.slice(0, -1).reduce((at, key) => (at[key] ??= {}) as Fields, fields)
  if (isList) holder[last] = [...((holder[last] as string[]) ?? []), value]
  else holder[last] = value
}
