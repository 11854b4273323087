import { request, type IncomingHttpHeaders } from 'node:http'
import { type HTMLElement, parse } from 'node-html-parser'

export interface Page {
  status: number
  headers: IncomingHttpHeaders
  /** Path and query where the redirects ended. */
  path: string
  body: string
  html: HTMLElement
  /** The visible text, white space folded. */
  text: string
}

type Field = string | string[] | { file: Uint8Array | string; name: string; type?: string }
export type Fields = Record<string, Field | Field[]>

/**
 * A person with a browser without JavaScript: keeps cookies, follows redirects, and sends forms as
 * the page holds them (tokens and hidden fields included), with what they type over it.
 */
export class Visitor {
  readonly cookies = new Map<string, string>()
  /** Sent with every request: what a script would say of itself. */
  headers: Record<string, string> = {}

  constructor(
    /** Hostname of the commune that is visited. */
    readonly host: string,
    readonly port = Number(process.env.PORT)
  ) {}

  get(path: string): Promise<Page> {
    return this.#follow('GET', path)
  }

  /** Sends without a page before: no token but the one given. */
  post(path: string, fields: Fields = {}): Promise<Page> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) append(form, name, value)
    return this.#follow('POST', path, form)
  }

  /**
   * Sends the form of a page.
   *
   * @param which CSS selector of the form or of something in it; the first POST form of the main part by default
   * @param button text or `name=value` of the button that is pressed
   */
  async submit(
    page: Page,
    fields: Fields = {},
    { which = 'main form[method="post" i]', button }: { which?: string; button?: string } = {}
  ): Promise<Page> {
    const found = page.html.querySelector(which)
    const form = found?.tagName === 'FORM' ? found : found?.closest('form')
    if (!form) throw new Error(`No form ${which} in ${page.path}:\n${page.text.slice(0, 800)}`)

    const action = new URL(
      form.getAttribute('action') || page.path,
      `http://${this.host}${page.path}`
    )
    const data = new FormData()
    const typed = new Set(Object.keys(fields))
    for (const [name, value] of valuesOf(form)) if (!typed.has(name)) data.append(name, value)
    for (const [name, value] of Object.entries(fields)) append(data, name, value)
    if (button) pressed(form, button, data)
    const path = action.pathname + action.search
    if ((form.getAttribute('method') ?? 'get').toLowerCase() === 'get') {
      return this.get(`${action.pathname}?${new URLSearchParams(data as never)}`)
    }
    return this.#follow('POST', path, data)
  }

  async #follow(method: string, path: string, form?: FormData): Promise<Page> {
    let page = await this.#send(method, path, form)
    for (let hops = 0; page.status >= 300 && page.status < 400 && hops < 10; hops++) {
      const to = new URL(page.headers.location!, `http://${this.host}${page.path}`)
      page = await this.#send('GET', to.pathname + to.search)
    }
    return page
  }

  async #send(method: string, path: string, form?: FormData): Promise<Page> {
    const headers: Record<string, string> = {
      ...this.headers,
      host: `${this.host}:${this.port}`,
    }
    if (this.cookies.size) {
      headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    }
    let body: Buffer | undefined
    if (form) {
      const encoded = new Response(form)
      body = Buffer.from(await encoded.arrayBuffer())
      headers['content-type'] = encoded.headers.get('content-type')!
      headers['content-length'] = String(body.length)
    }
    const {
      status,
      headers: answered,
      bytes,
    } = await exchange(this.port, method, path, headers, body)
    for (const cookie of answered['set-cookie'] ?? []) this.#keep(cookie)
    return pageOf(status, answered, path, bytes.toString('utf8'))
  }

  #keep(cookie: string) {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.cookies.delete(pair.slice(0, at))
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
}

/** Of most pages only a part is looked at: they are parsed when that is. */
function pageOf(status: number, headers: IncomingHttpHeaders, path: string, body: string): Page {
  let html: HTMLElement | undefined
  let text: string | undefined
  return {
    status,
    headers,
    path,
    body,
    get html() {
      return (html ??= parse(body))
    },
    get text() {
      return (text ??= visibleText(this.html))
    },
  }
}

const visibleText = (html: HTMLElement) =>
  (html.querySelector('body') ?? html).structuredText.replace(/[\s\u00a0\u202f]+/g, ' ').trim()

function exchange(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: Buffer
): Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
        })
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function append(form: FormData, name: string, value: Field | Field[]) {
  for (const one of Array.isArray(value) ? value : [value]) {
    if (typeof one === 'string') form.append(name, one)
    else if (!Array.isArray(one)) {
      const blob = new Blob([one.file as BlobPart], {
        type: one.type ?? 'application/octet-stream',
      })
      form.append(name, blob, one.name)
    }
  }
}

/** What a browser would send of a form that nobody touched. */
function valuesOf(form: HTMLElement): [string, string][] {
  return form.querySelectorAll('input, textarea, select').flatMap((field): [string, string][] => {
    const name = field.getAttribute('name')
    if (!name || field.hasAttribute('disabled')) return []
    if (field.tagName === 'TEXTAREA') return [[name, field.text.replace(/^\n/, '')]]
    if (field.tagName === 'SELECT') {
      const options = field.querySelectorAll('option')
      const chosen = options.filter((option) => option.hasAttribute('selected'))
      const sent = chosen.length || field.hasAttribute('multiple') ? chosen : options.slice(0, 1)
      return sent.map((option) => [name, option.getAttribute('value') ?? option.text])
    }
    const type = (field.getAttribute('type') ?? 'text').toLowerCase()
    if (['submit', 'button', 'image', 'file'].includes(type)) return []
    if (['checkbox', 'radio'].includes(type)) {
      return field.hasAttribute('checked') ? [[name, field.getAttribute('value') ?? 'on']] : []
    }
    return [[name, field.getAttribute('value') ?? '']]
  })
}

function pressed(form: HTMLElement, label: string, data: FormData) {
  const button = form.querySelectorAll('button').find((candidate) => {
    const pair = `${candidate.getAttribute('name')}=${candidate.getAttribute('value')}`
    return candidate.text.trim() === label || pair === label
  })
  if (!button) throw new Error(`No button « ${label} » in the form`)
  const name = button.getAttribute('name')
  if (name) data.append(name, button.getAttribute('value') ?? '')
}
