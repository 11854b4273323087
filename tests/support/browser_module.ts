import type { BrowserModule } from '#forms/browser_module'

/** The script of a published form as a browser imports it. */
export function imported(source: string): Promise<BrowserModule> {
  return import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`)
}
