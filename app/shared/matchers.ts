/**
 * Parameters of routes. The framework's own `uuid` lets `zzzzzzzz-…` through, and its `slug` a NUL:
 * both then fail in PostgreSQL as a 500.
 */
export const uuid = {
  match: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  cast: (value: string) => value.toLowerCase(),
}

export const isUuid = (text: string) => uuid.match.test(text)

export const slug = { match: /^[a-z0-9]+(-[a-z0-9]+)*$/ }

/** The path of a question in a form. */
export const questionPath = { match: /^[a-z]\w{0,63}(\.[a-z]\w{0,63}){1,4}$/i }

/** What follows `/d/` on a poster; typed by people, in any case. */
export const short = { match: /^[0-9a-f]{6}$/i }
/** The SHA-256 of a published form, the beginning of that of its lists, `.js`. */
export const formScript = { match: /^[0-9a-f]{64}(-[0-9a-f]{16})?\.js$/ }

/** In lower case, accents in punycode. */
export const hostname = { match: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ }
