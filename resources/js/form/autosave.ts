import { say, type MessageKey } from '#forms/say'

/** Where a draft is kept. A first page learns of its own once there is one. */
export interface Links {
  save: string
  upload: string | null
}

const PAUSE = 1000
const RETRIES = [3000, 10_000, 30_000]
const PATIENCE = 20_000

type Failure = { message: MessageKey; again: boolean }

/**
 * Keeps what is typed, after a pause, one request at a time: what comes while one is under way goes with
 * the next. Plain posts do the same and do not depend on it. The first failure is announced, with what to
 * do; so is the end of it.
 */
export class Autosave {
  #form: HTMLFormElement
  #links: Links
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay: Promise<boolean> | undefined
  #isDirty = false
  #isStopped = false
  #failures = 0
  #note: HTMLElement
  #saved: MessageKey

  /** @param saved what is said after each save, with its `time` */
  constructor(form: HTMLFormElement, links: Links, saved: MessageKey = 'forms.live.saved') {
    this.#saved = saved
    this.#form = form
    this.#links = links
    this.#note = document.createElement('p')
    this.#note.className = 'autosave'
    form.append(this.#note)
    window.addEventListener('online', () => this.#isDirty && this.#save())
    // A telephone that goes to another application may never come back.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.#isDirty) void this.#save()
    })
  }

  get links(): Links {
    return this.#links
  }

  changed() {
    this.#isDirty = true
    if (!this.#isStopped && this.#failures === 0) this.#later(PAUSE)
  }

  /** Saves what is not saved yet; false where that failed. */
  async flush(): Promise<boolean> {
    await this.#underWay
    return this.#isDirty ? this.#save() : true
  }

  /** The page is about to be posted: nothing more is sent, and what is under way ends first. */
  async stop(atMost: number) {
    this.#isStopped = true
    this.#takeTurn()
    clearTimeout(this.#timer)
    await Promise.race([this.#underWay, new Promise((resolve) => setTimeout(resolve, atMost))])
  }

  get isUnderWay(): boolean {
    return this.#underWay !== undefined
  }

  resume() {
    this.#isStopped = false
    if (this.#isDirty) this.#later(PAUSE)
  }

  #later(delay: number) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#save(), delay)
  }

  #save(): Promise<boolean> {
    if (this.#underWay) return this.#underWay
    clearTimeout(this.#timer)
    this.#isDirty = false
    this.#underWay = this.#send().then((failure) => {
      this.#underWay = undefined
      if (failure) this.#failed(failure)
      else this.#succeeded()
      return !failure
    })
    return this.#underWay
  }

  /** Of two saves of this page, the server keeps what the later one says, whichever comes first. */
  #takeTurn() {
    const turn = this.#hidden('turn')
    turn.value = String(Number(turn.value) + 1)
  }

  #hidden(name: string): HTMLInputElement {
    const known = this.#form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
    if (known) return known
    const made = Object.assign(document.createElement('input'), { type: 'hidden', name })
    made.autocomplete = 'off'
    this.#form.append(made)
    return made
  }

  async #send(): Promise<Failure | undefined> {
    this.#takeTurn()
    const body = new FormData()
    for (const [name, value] of new FormData(this.#form)) {
      if (typeof value === 'string') body.append(name, value)
    }
    try {
      const answer = await fetch(this.#links.save, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(PATIENCE),
      })
      if (answer.ok) {
        const { stamp, ...links } = (await answer.json()) as Links & { stamp: string }
        this.#links = links
        this.#hidden('stamp').value = stamp
        return undefined
      }
      if (answer.status === 429) return { message: 'forms.live.throttled', again: true }
      if (answer.status === 409 && (await answer.json()).conflict) {
        return { message: 'forms.live.conflict', again: false }
      }
      const isGone = answer.type === 'opaqueredirect' || [404, 409, 410].includes(answer.status)
      return isGone
        ? { message: 'forms.live.moved', again: false }
        : { message: 'forms.live.not_saved', again: true }
    } catch {
      return { message: 'forms.live.not_saved', again: true }
    }
  }

  #succeeded() {
    const isMended = this.#failures > 0
    this.#failures = 0
    const now = new Date()
    const time = `${now.getHours()}\u00a0h\u00a0${String(now.getMinutes()).padStart(2, '0')}`
    this.#tell(isMended ? say('forms.live.saved_again') : say(this.#saved, { time }), {
      // Each save would talk into what is being typed.
      role: isMended ? 'status' : undefined,
    })
    if (this.#isDirty) this.changed()
  }

  #failed({ message, again }: Failure) {
    this.#isDirty = true
    this.#failures += 1
    if (this.#failures === 1) this.#tell(say(message), { role: 'alert' })
    if (again && !this.#isStopped) {
      this.#later(RETRIES[Math.min(this.#failures, RETRIES.length) - 1]!)
    }
  }

  #tell(text: string, { role }: { role?: 'alert' | 'status' }) {
    const note = document.createElement('p')
    note.className = role === 'alert' ? 'autosave autosave--failed' : 'autosave'
    if (role) note.setAttribute('role', role)
    this.#note.replaceWith(note)
    this.#note = note
    note.textContent = text
  }
}
