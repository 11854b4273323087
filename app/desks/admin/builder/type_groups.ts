import { READY_QUESTIONS } from '#catalogue/ready_questions'
import { typeNamed } from '#forms/types/registry'
import { t } from '#shared/translate'

/** The answer types as they are offered, by what one has in mind. */
const GROUPS: Record<string, string[]> = {
  text: ['short-text', 'long-text'],
  choice: ['yes-no', 'choice', 'choices', 'linked-choices'],
  number: ['number', 'amount', 'computed'],
  date: ['date', 'period', 'time'],
  person: ['identity', 'email', 'phone', 'address', 'place', 'map-point', 'family-member'],
  file: ['file', 'photo'],
  agreement: ['declaration', 'consent', 'signature'],
  code: ['siret', 'bce', 'iban', 'licence-plate', 'national-number'],
  layout: ['explanation', 'title', 'section', 'group'],
}

/** Those that hold questions: they become nothing else. */
export const HOLDERS = ['section', 'group']

export function typeGroups(options: { nested: boolean }) {
  return Object.entries(GROUPS).map(([name, types]) => ({
    title: t(`builder.group.${name}`),
    types: types
      .filter((type) => !(options.nested && HOLDERS.includes(type)))
      .map((value) => ({
        value,
        label: labelOf(value),
        help: t(`builder.type_help.${value.replaceAll('-', '_')}`),
      })),
  }))
}

export function readyOptions() {
  return READY_QUESTIONS.map(({ name, spec }) => ({
    value: name,
    label: t(`builder.ready.${name}`),
    kind: labelOf(spec['x-question']!),
  }))
}

/** What a question may become: every type that holds no others. */
export function typeOptions() {
  return Object.values(GROUPS)
    .flat()
    .filter((type) => !HOLDERS.includes(type))
    .map((value) => ({ value, label: labelOf(value) }))
}

function labelOf(type: string): string {
  return t(typeNamed(type)!.label)
}
