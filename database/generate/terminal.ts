import type { BaseCommand } from '@adonisjs/core/ace'

/** What is made up has no place beside what is real. */
export function refuseInProduction(command: BaseCommand): boolean {
  if (!command.app.inProduction) return false
  command.logger.error('Made-up dossiers are not for production')
  command.exitCode = 1
  return true
}

/** How far something has come, on one line that is written over. */
export function counter(what: string, total: number) {
  const began = Date.now()
  const seconds = () => ((Date.now() - began) / 1000).toFixed(0)
  const line = (done: number) =>
    `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${what}, ${seconds()} s`
  const { stdout } = process
  return {
    at: (done: number) => void (stdout.isTTY && stdout.write(`\r${line(done)}`)),
    end: () => void stdout.write(`${stdout.isTTY ? '\r' : ''}${line(total)}\n`),
  }
}
