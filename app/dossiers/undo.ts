import env from '#start/env'

/** For how long the accueil may take a decision back; its mails wait until then. 0: not at all. */
export function undoSeconds(): number {
  return env.get('UNDO_SECONDS') ?? 10
}

/** The worker looks at a held mail only after this: none is on its way while it is taken back. */
export const MARGIN_SECONDS = 2
