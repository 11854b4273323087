import { v7 as uuidv7 } from 'uuid'
import { opens, seal } from './seal.js'

/** The id of a draft that may be begun, in an address: sealed, so that nobody puts another's there. */
export function offer(): string {
  const id = uuidv7()
  return `${id}.${seal(id)}`
}

/** The id that was offered; a new one where it was not by us. */
export function accepted(offered: unknown): string {
  if (typeof offered !== 'string') return uuidv7()
  const id = offered.slice(0, 36)
  return opens(offered.slice(37), id) ? id : uuidv7()
}
