import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import app from '@adonisjs/core/services/app'
import { Mailer } from '@adonisjs/mail'
import { SMTPTransport } from '@adonisjs/mail/transports/smtp'

/** A real mail server on this machine, which can go down, come back on its port, and refuse. */
export class MailServer {
  readonly received: ParsedMail[] = []
  port = 0
  /** Answers a recipient with this code instead of taking the message. */
  refusal?: number
  #waited?: () => void
  #server?: SMTPServer

  async start() {
    const server = new SMTPServer({
      authOptional: true,
      closeTimeout: 200,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        if (this.#waited) return this.#keepWaiting()
        if (!this.refusal) return done()
        done(Object.assign(new Error(`${address} is refused`), { responseCode: this.refusal }))
      },
      onData: (stream, _session, done) => {
        simpleParser(stream).then((mail) => {
          this.received.push(mail)
          done()
        }, done)
      },
    })
    server.on('error', () => {})
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve))
    this.port = (server.server.address() as AddressInfo).port
    this.#server = server
  }

  async stop() {
    await new Promise<void>((resolve) => (this.#server ? this.#server.close(resolve) : resolve()))
    this.#server = undefined
  }

  /** Leaves the next sender without an answer. Resolves once there is one who waits. */
  keepSenderWaiting(): Promise<void> {
    return new Promise((resolve) => {
      this.#waited = resolve
    })
  }

  #keepWaiting() {
    this.#waited!()
    this.#waited = undefined
  }

  /** The application sends here until what is returned is called. */
  async serveApplication() {
    const emitter = await app.container.make('emitter')
    const transport = new SMTPTransport({ host: '127.0.0.1', port: this.port, ignoreTLS: true })
    app.container.swap(Mailer, () => new Mailer('smtp', transport, emitter as never, {}))
    return () => app.container.restore(Mailer)
  }
}
