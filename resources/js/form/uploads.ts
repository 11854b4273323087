import type { Piece } from '#forms/document'
import type { LiveSheet } from '#forms/live'
import { domId } from '#forms/paths'
import { fileSize } from '#forms/french'
import { say } from '#forms/say'
import type { FileSettings } from '#forms/types/file/file'
import type { Upload, Uploads } from '#forms/types/type'
import { announce } from './announce.js'
import type { Autosave } from './autosave.js'
import type { Store } from './store.js'

interface Waiting extends Upload {
  path: string
  file: File
  request?: XMLHttpRequest
}

type Answer = { piece: Piece } | { message: string }

/** Sends files one after the other, each to its own end, and puts the pieces among the answers. */
export class FileUploads implements Uploads {
  #waiting: Waiting[] = []
  #sending: Promise<boolean> | undefined

  constructor(
    private form: HTMLFormElement,
    private sheet: LiveSheet,
    private store: Store,
    private autosave: Autosave
  ) {}

  /** Whether all that is under way arrived; undefined when nothing is. */
  get underWay(): Promise<boolean> | undefined {
    return this.#sending
  }

  of(path: string): Upload[] {
    return this.#waiting.filter((one) => one.path === path)
  }

  send(path: string, files: File[]) {
    const question = this.sheet.question(path)
    if (!question || files.length === 0) return
    const { maxCount, maxSize } = question.type.settings!(question.spec) as unknown as FileSettings
    this.#blame(path)
    for (const file of files) {
      const { name } = file
      if (this.#held(path).length + this.of(path).length >= maxCount) {
        this.#blame(path, say('forms.file.max_items', { title: question.title, limit: maxCount }))
      } else if (file.size > maxSize) {
        const size = fileSize(maxSize)
        this.#blame(path, say('forms.live.too_large', { name, title: question.title, size }))
      } else {
        const key = `${performance.now()}-${this.#waiting.length}`
        this.#waiting.push({ key, path, name, file, percent: 0 })
      }
    }
    this.#show()
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined))
  }

  cancel(key: string) {
    const upload = this.#waiting.find((one) => one.key === key)
    if (!upload) return
    this.#drop(upload)
    upload.request?.abort()
    document.getElementById(domId(upload.path))?.focus()
  }

  async #sendAll(): Promise<boolean> {
    let haveArrived = true
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      announce(say('forms.live.sending', { name: next.name }))
      haveArrived = (await this.#sendOne(next)) && haveArrived
      this.#drop(next)
    }
    return haveArrived
  }

  /** @returns false where it was refused or lost */
  async #sendOne(upload: Waiting): Promise<boolean> {
    const { path, name } = upload
    const answer = await this.#transfer(upload)
    if (!answer || !this.#waiting.includes(upload)) return true
    if ('message' in answer) {
      this.#blame(path, answer.message)
      return false
    }

    const { pieces } = this.store.get()
    this.store.set({ pieces: { ...pieces, [answer.piece.id]: answer.piece } })
    this.store.put(path, [...this.#held(path), answer.piece.id])
    announce(say('forms.live.sent', { name }))
    return true
  }

  /** @returns undefined when it was given up */
  async #transfer(upload: Waiting): Promise<Answer | undefined> {
    const title = this.sheet.question(upload.path)?.title ?? ''
    const failed = { message: say('forms.live.failed', { name: upload.name, title }) }
    // A piece belongs to a draft: a first page begins its own now.
    if (!this.autosave.links.upload) {
      this.autosave.changed()
      await this.autosave.flush()
    }
    const address = this.autosave.links.upload
    if (!address) return failed
    return new Promise((resolve) => {
      const request = (upload.request = new XMLHttpRequest())
      request.upload.onprogress = ({ loaded, total }) => {
        upload.percent = Math.round((loaded / total) * 100)
        this.#show()
      }
      request.onload = () => resolve(answerOf(request) ?? failed)
      request.onerror = () => resolve(failed)
      request.ontimeout = () => resolve(failed)
      request.onabort = () => resolve(undefined)
      request.open('POST', address)
      request.setRequestHeader('accept', 'application/json')
      request.timeout = 300_000
      request.send(this.#bodyOf(upload))
    })
  }

  #bodyOf({ path, file }: Waiting): FormData {
    const all = new FormData(this.form)
    const body = new FormData()
    for (const name of ['_csrf', 'seal', 'view', 'stamp']) body.set(name, all.get(name) ?? '')
    body.set('question', path)
    body.set('file', file)
    return body
  }

  #held(path: string): string[] {
    const held = this.store.at(path)
    return Array.isArray(held) ? held : []
  }

  #drop(upload: Waiting) {
    this.#waiting = this.#waiting.filter((one) => one !== upload)
    this.#show()
  }

  #show() {
    this.store.set({
      uploads: this.#waiting.map(({ key, name, percent }) => ({ key, name, percent })),
    })
  }

  /** Puts an error next to the field, or takes it away. */
  #blame(path: string, message?: string) {
    const others = this.store.get().errors.filter((error) => error.path !== path)
    const question = this.sheet.question(path)?.title ?? ''
    const error = message && { path, id: domId(path), question, message }
    this.store.set({ errors: error ? [...others, error] : others })
    if (message) announce(message)
  }
}

function answerOf({ status, responseText }: XMLHttpRequest): Answer | undefined {
  if (status !== 200 && status !== 422) return undefined
  try {
    return JSON.parse(responseText) as Answer
  } catch {
    return undefined
  }
}
