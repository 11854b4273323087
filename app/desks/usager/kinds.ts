/** Two names of one kind of file. */
const ALIASES = ['jpeg', 'heif']

/** The extensions of an `accept` attribute: `pdf`, `jpg`… */
export function extensionsOf(accept: string[]): string[] {
  return accept.filter((one) => one.startsWith('.')).map((one) => one.slice(1))
}

/** « PDF, JPG, PNG ». */
export function kindsInWords(accept: string[]): string {
  return extensionsOf(accept)
    .filter((extension) => !ALIASES.includes(extension))
    .map((extension) => extension.toUpperCase())
    .join(', ')
}
