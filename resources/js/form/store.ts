import type { Answers, Pieces } from '#forms/document'
import type { FieldError } from '#forms/errors'
import type { Upload } from '#forms/types/type'

export interface State {
  /** What stands in the fields of this sheet. */
  formData: Answers
  errors: FieldError[]
  pieces: Pieces
  uploads: Upload[]
  /** False until the markup of the server was taken over as it was. */
  isLive: boolean
}

/** What the fields hold and show; React and everything around it look here. */
export class Store {
  #state: State
  #listeners = new Set<() => void>()

  constructor(state: State) {
    this.#state = state
  }

  get = (): State => this.#state

  set(change: Partial<State>) {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The answer at a dotted path. */
  at(path: string): unknown {
    return path.split('.').reduce<unknown>((at, key) => (at as any)?.[key], this.#state.formData)
  }

  /** Replaces the answer at a dotted path; `undefined` leaves none. */
  put(path: string, value: unknown) {
    const formData = structuredClone(this.#state.formData)
    const keys = path.split('.')
    const last = keys.pop()!
    const holder = keys.reduce<any>((at, key) => (at[key] ??= {}), formData)
    if (value === undefined) delete holder[last]
    else holder[last] = value
    this.set({ formData })
  }
}
