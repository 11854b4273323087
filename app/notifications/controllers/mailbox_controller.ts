import { errors, type HttpContext } from '@adonisjs/core/http'
import { linkedText } from '#notifications/linked_text'
import { addresses, listMails, openMail, summarise } from '#notifications/mailbox'

/** What the mail may do in its frame: no script, no form, and its links open the application. */
const MAIL_POLICY = [
  'sandbox allow-top-navigation-by-user-activation',
  `default-src 'none'`,
  `style-src 'unsafe-inline'`,
  'img-src data:',
  `frame-ancestors 'self'`,
].join('; ')

/** The demo's mailbox: what the commune of this host has sent. */
export default class MailboxController {
  async index({ commune, request, view }: HttpContext) {
    const all = await listMails(commune.host)
    const wanted = request.input('pour')
    const recipients = [...new Set(all.map((mail) => mail.to))].sort()
    const mails = wanted ? all.filter((mail) => mail.to === wanted) : all
    return view.render('pages/mailbox/index', { mails, wanted, recipients })
  }

  async show({ commune, params, view }: HttpContext) {
    const mail = await this.#find(commune.host, params.id)
    return view.render('pages/mailbox/show', {
      ...summarise(params.id, mail),
      replyTo: addresses(mail.replyTo),
      messageId: mail.messageId,
      text: linkedText(mail.text ?? ''),
      framed: !!mail.html,
    })
  }

  async html({ commune, params, response }: HttpContext) {
    const mail = await this.#find(commune.host, params.id)
    response.header('Content-Security-Policy', MAIL_POLICY)
    response.header('X-Frame-Options', 'SAMEORIGIN')
    response.type('html')
    return (mail.html || '').replace('<head>', '<head><base target="_top">')
  }

  async #find(host: string, id: string) {
    const mail = await openMail(host, id)
    if (!mail) throw new errors.E_ROUTE_NOT_FOUND(['GET', `/_boite/${id}`])
    return mail
  }
}
