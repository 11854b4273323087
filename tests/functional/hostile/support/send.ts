import { Buffer } from 'node:buffer'
import { type Agent, request } from 'node:http'

export interface Attack {
  /** Content-Type; none is sent where it is undefined. */
  type: string | undefined
  body: Buffer
}

/** Seconds. A request that waits longer would hold its connection for good. */
const ANSWERED_IN = 20

/** Instead of a status: the connection was cut, or nothing came. */
export const CUT = 0
export const NO_ANSWER = 999

/** @returns the status of the answer, `CUT` or `NO_ANSWER` */
export function send(
  agent: Agent,
  path: string,
  headers: Record<string, string>,
  { type, body }: Attack
): Promise<number> {
  return new Promise((resolve) => {
    const options = {
      agent,
      host: '127.0.0.1',
      port: process.env.PORT,
      method: 'POST',
      path,
      headers: {
        ...headers,
        'content-length': String(body.length),
        ...(type && { 'content-type': type }),
      },
    }
    // Counted second by second: a machine that stands still as a whole is no request without an answer.
    let waited = 0
    const clock = setInterval(() => {
      if (++waited < ANSWERED_IN) return
      settle(NO_ANSWER)
      sent.destroy()
    }, 1000)
    const settle = (status: number) => {
      clearInterval(clock)
      resolve(status)
    }
    const sent = request(options, (answer) => {
      answer.resume().on('close', () => settle(answer.statusCode!))
    })
    sent.on('error', () => settle(CUT))
    sent.end(body)
  })
}

/** Multipart, as it is written by hand. */
export const parts = (text: string): Attack => ({
  type: 'multipart/form-data; boundary=b',
  body: Buffer.from(text),
})
