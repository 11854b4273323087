import { SaveOperator } from '#identity/actions/save_operator'
import { consoleHost } from '#tenancy/hostnames'
import { Visitor } from './visitor.js'

export const OPERATOR_PASSWORD = 'une-phrase-de-la-console'

let made = 0

export interface TestOperator {
  id: string
  email: string
  name: string
  signedIn(): Promise<Visitor>
}

/** An account of the console for one test. */
export async function anOperator(): Promise<TestOperator> {
  const number = ++made
  const email = `operateur-${number}@console.test`
  const name = `Octave Opérateur ${number}`
  const account = { email, name, password: OPERATOR_PASSWORD }
  const { operator } = await new SaveOperator().handle(account, { id: null, name: 'Test' })
  return {
    id: operator.id,
    email,
    name,
    async signedIn() {
      const visitor = aConsoleVisitor()
      const page = await visitor.get('/connexion')
      await visitor.submit(page, { email, password: OPERATOR_PASSWORD })
      return visitor
    },
  }
}

/** A stranger on the host of the console. */
export const aConsoleVisitor = () => new Visitor(consoleHost()!)
