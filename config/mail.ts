import env from '#start/env'
import { defineConfig, transports } from '@adonisjs/mail'
import { mailboxTransport } from '#notifications/mailbox_transport'

const password = env.get('SMTP_PASSWORD')?.release()

const mailConfig = defineConfig({
  default: env.get('SMTP_HOST') ? 'smtp' : 'mailbox',
  from: { address: env.get('MAIL_FROM') ?? 'ne-pas-repondre@localhost', name: 'Guichet' },
  mailers: {
    smtp: transports.smtp({
      host: env.get('SMTP_HOST') ?? 'localhost',
      port: env.get('SMTP_PORT') ?? 25,
      secure: env.get('SMTP_SECURE') ?? false,
      ...(password
        ? { auth: { type: 'login' as const, user: env.get('SMTP_USERNAME') ?? '', pass: password } }
        : {}),
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    }),
    /** The demo's mailbox: mails become files that `/_boite` shows. */
    mailbox: mailboxTransport(),
  },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
