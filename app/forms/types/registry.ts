import { address } from './address/address.js'
import { addressId } from './address_id/address_id.js'
import { amount } from './amount/amount.js'
import { bce } from './bce/bce.js'
import { choice } from './choice/choice.js'
import { choices } from './choices/choices.js'
import { computed } from './computed/computed.js'
import { consent } from './consent/consent.js'
import { date } from './date/date.js'
import { declaration } from './declaration/declaration.js'
import { email } from './email/email.js'
import { explanation } from './explanation/explanation.js'
import { familyMember } from './family_member/family_member.js'
import { file } from './file/file.js'
import { group } from './group/group.js'
import { iban } from './iban/iban.js'
import { identity } from './identity/identity.js'
import { licencePlate } from './licence_plate/licence_plate.js'
import { linkedChoices } from './linked_choices/linked_choices.js'
import { longText } from './long_text/long_text.js'
import { mapPoint } from './map_point/map_point.js'
import { nationalNumber } from './national_number/national_number.js'
import { number } from './number/number.js'
import { period } from './period/period.js'
import { phone } from './phone/phone.js'
import { photo } from './photo/photo.js'
import { place } from './place/place.js'
import { section } from './section/section.js'
import { shortText } from './short_text/short_text.js'
import { signature } from './signature/signature.js'
import { siret } from './siret/siret.js'
import { strokes } from './strokes/strokes.js'
import { time } from './time/time.js'
import { title } from './title/title.js'
import type { AnswerType } from './type.js'
import { yesNo } from './yes_no/yes_no.js'

/** Every answer type, in the order in which a builder offers them. */
export const TYPES: readonly AnswerType[] = [
  shortText,
  longText,
  number,
  amount,
  date,
  period,
  time,
  yesNo,
  choice,
  choices,
  linkedChoices,
  email,
  phone,
  address,
  place,
  mapPoint,
  identity,
  familyMember,
  nationalNumber,
  siret,
  bce,
  iban,
  licencePlate,
  file,
  photo,
  declaration,
  consent,
  signature,
  computed,
  explanation,
  title,
  section,
  group,
]

/** What only other types are made of. */
const PARTS: readonly AnswerType[] = [addressId, strokes]

const byName = new Map([...TYPES, ...PARTS].map((type) => [type.name, type]))

/** The type that `x-question` names, if there is such a type. */
export function typeNamed(name: unknown): AnswerType | undefined {
  return typeof name === 'string' ? byName.get(name) : undefined
}
