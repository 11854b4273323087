import type { HttpContext } from '@adonisjs/core/http'

/** A file that waits in the temporary folder, under the name that its sender gave it. */
export interface Upload {
  tmpPath: string
  clientName: string
}

/** The files of one field; a field that was left empty has none. */
export function uploads(request: HttpContext['request'], name: string): Upload[] {
  return request
    .files(name)
    .flatMap(({ tmpPath, clientName }) => (tmpPath && clientName ? [{ tmpPath, clientName }] : []))
}
