/** What is wrong in a definition. `path` is a JSON pointer: `/actions/accepter/to`. */
export interface Problem {
  path: string
  message: string
}

/** What a commune has; what is not given is not checked. */
export interface CheckContext {
  /** Ids of the services. */
  services?: string[]
  /** Names of the mail templates. */
  templates?: string[]
}
