const KEY = /^[a-z][A-Za-z0-9_]{0,63}$/

/** Whether a key can name a page or a question: in a path, a DOM id, a field name, a column. */
export function isSafeKey(key: string): boolean {
  return KEY.test(key) && !(key in Object.prototype) && key !== 'prototype'
}
