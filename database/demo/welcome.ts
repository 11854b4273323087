import { DEMO_OPERATOR } from '#tenancy/demo_operator'
import { consoleHost } from '#tenancy/hostnames'
import { DEMO_COMMUNES } from './communes.js'

/** Where to go and with which accounts, as the demo prints it. */
export function welcome(port: number): string {
  const places = DEMO_COMMUNES.flatMap(({ name, hosts, accounts }) => {
    const url = `http://${hosts[0]}:${port}`
    return [
      '',
      `  ${name}`,
      `    Usagers             ${url}`,
      `    Agents              ${url}/connexion`,
      ...accounts.map(
        ({ email, password, roles }) => `      ${roles.join(', ').padEnd(18)}${email} / ${password}`
      ),
      `    Courriels envoyés   ${url}/_boite`,
    ]
  })
  const console = [
    '',
    '  Console de la plateforme',
    `    Opérateur           http://${consoleHost()}:${port}`,
    `      ${'opérateur'.padEnd(18)}${DEMO_OPERATOR.email} / ${DEMO_OPERATOR.password}`,
  ]
  const title = '  Guichet est en marche. Ctrl+C pour l’arrêter.'
  return ['', title, ...places, ...console, '', ''].join('\n')
}
