import type { HttpContext } from '@adonisjs/core/http'
import { pathOf } from '#desks/admin/administered'
import { errorsOf, filled, type FormErrors } from '#desks/admin/form_errors'
import { treatmentValidator } from '#desks/admin/validators'
import { TreatDemarche } from '#catalogue/actions/treat_demarche'
import { documentOf } from '#catalogue/documents'
import { type RoutingChoice, routingChoices } from '#catalogue/routing_choices'
import { publishedWorkflows } from '#catalogue/workflow'
import Service from '#identity/service'
import { t } from '#shared/translate'
import { guichetUnique, library } from '#workflow/main'

/** Who treats what is sent, who is told of it, and how long it is kept. */
export default class TreatmentsController {
  async edit(ctx: HttpContext) {
    const { workflowId, serviceId, routing, notified, retentionMonths } = ctx.demarche
    const choices = await choicesOf(ctx)
    return show(ctx, choices, {
      workflow: workflowId ?? guichetUnique.id,
      service: serviceId,
      named: routing.services ?? {},
      rules: (routing.rules ?? []).map((rule) => ({ when: keyOf(rule), service: rule.serviceId })),
      notified,
      retention: retentionMonths,
    })
  }

  async update(ctx: HttpContext) {
    const { demarche, request, response, session, account } = ctx
    const choices = await choicesOf(ctx)
    const [invalid, input] = await treatmentValidator.tryValidate(filled(request.all()))
    if (invalid) return show(ctx, choices, request.all(), errorsOf(invalid))

    const rules = (input.rules ?? []).filter(({ when, service }) => when || service)
    const known = rules.flatMap(({ when, service }) => {
      const choice = choices.find((one) => keyOf(one) === when)
      return choice && service ? [{ ...choice, serviceId: service }] : []
    })
    if (known.length < rules.length) {
      return show(ctx, choices, request.all(), { rules: t('admin.errors.rules') })
    }

    const outcome = await new TreatDemarche().handle({
      demarche,
      workflowId: input.workflow,
      serviceId: input.service ?? null,
      rules: known.map(({ question, test, value, serviceId }) => ({
        question,
        test,
        value,
        serviceId,
      })),
      named: input.named ?? {},
      notified: input.notified ?? [],
      retentionMonths: input.retention ?? null,
      services: await Service.refs(),
      actor: account,
    })
    switch (outcome.type) {
      case 'refused': {
        const { field, reason, name } = outcome
        return show(ctx, choices, request.all(), {
          [field]: t(`admin.treatment.${reason}`, { name }),
        })
      }
      case 'saved':
        session.flash('success', t(outcome.version ? 'admin.treatment.new_version' : 'admin.saved'))
        return response.redirect(pathOf(demarche, 'traitement'))
    }
  }
}

async function choicesOf({ demarche }: HttpContext): Promise<RoutingChoice[]> {
  const document = await documentOf(demarche)
  return document ? routingChoices(document) : []
}

/** What a rule looks for, as the select of its answers sends it. */
const keyOf = ({ question, test, value }: Pick<RoutingChoice, 'question' | 'test' | 'value'>) =>
  `${question} ${test} ${JSON.stringify(value)}`

async function show(
  ctx: HttpContext,
  choices: RoutingChoice[],
  typed: object,
  errors: FormErrors = {}
) {
  const { demarche, response, view } = ctx
  if (Object.keys(errors).length > 0) response.status(422)
  const services = await Service.inOrder()
  const questions = Map.groupBy(choices, ({ question }) => question)
  return view.render('pages/admin/demarches/treatment', {
    demarche,
    typed,
    errors,
    workflows: (await publishedWorkflows()).map(({ id, definition, version }) => ({
      value: id,
      label: version
        ? t('admin.treatment.own', { name: definition.label, number: version.number })
        : definition.label,
      help: definition.description,
    })),
    named: library.flatMap((one) =>
      Object.entries(one.services ?? {}).map(([key, label]) => ({
        workflow: one.label,
        key,
        label,
      }))
    ),
    services: services.map(({ id, name }) => ({ value: id, label: name })),
    answers: [...questions.values()].map((all) => ({
      title: all[0]!.title,
      options: all.map((choice) => ({ value: keyOf(choice), label: choice.label })),
    })),
  })
}
