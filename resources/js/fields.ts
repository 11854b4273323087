type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/**
 * Fills a field in as a person would: React, which has put a setter of its own over `value`, hears of
 * it, and so does the autosave.
 */
export function fill(field: Field, value: string) {
  const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')!
  set!.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.dispatchEvent(new Event('change', { bubbles: true }))
}
