/** A refusal of the embedded PostgreSQL, worded for whoever runs the command. */
export class EmbeddedPostgresError extends Error {
  /**
   * @param cause what happened, in one sentence
   * @param advice what the operator can do about it
   * @param lines the last lines that PostgreSQL itself wrote
   */
  constructor(cause: string, advice: string, lines: string[] = []) {
    const quoted = lines.map((line) => `\n  | ${line}`).join('')
    super(`PostgreSQL n'a pas pu démarrer : ${cause}${quoted}\nQue faire : ${advice}`)
    this.name = 'EmbeddedPostgresError'
  }
}

/** The way out that always exists. */
export const USE_ANOTHER_SERVER =
  'ou indiquez votre propre serveur PostgreSQL (15 à 18) dans DATABASE_URL.'
