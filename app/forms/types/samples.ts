import { sample as address } from './address/sample.js'
import { sample as amount } from './amount/sample.js'
import { sample as bce } from './bce/sample.js'
import { sample as choice } from './choice/sample.js'
import { sample as choices } from './choices/sample.js'
import { sample as computed } from './computed/sample.js'
import { sample as consent } from './consent/sample.js'
import { sample as date } from './date/sample.js'
import { sample as declaration } from './declaration/sample.js'
import { sample as email } from './email/sample.js'
import { sample as explanation } from './explanation/sample.js'
import { sample as familyMember } from './family_member/sample.js'
import { sample as file } from './file/sample.js'
import { sample as group } from './group/sample.js'
import { sample as iban } from './iban/sample.js'
import { sample as identity } from './identity/sample.js'
import { sample as licencePlate } from './licence_plate/sample.js'
import { sample as linkedChoices } from './linked_choices/sample.js'
import { sample as longText } from './long_text/sample.js'
import { sample as nationalNumber } from './national_number/sample.js'
import { sample as number } from './number/sample.js'
import { sample as period } from './period/sample.js'
import { sample as phone } from './phone/sample.js'
import { sample as photo } from './photo/sample.js'
import { sample as mapPoint } from './map_point/sample.js'
import { sample as place } from './place/sample.js'
import { sample as section } from './section/sample.js'
import { sample as shortText } from './short_text/sample.js'
import { sample as signature } from './signature/sample.js'
import { sample as siret } from './siret/sample.js'
import { sample as time } from './time/sample.js'
import { sample as title } from './title/sample.js'
import { sample as yesNo } from './yes_no/sample.js'
import type { Sample } from './sample.js'

/** By the name of the answer type. Not in the registry: a browser that fills in a form needs none of them. */
export const SAMPLES: Record<string, Sample> = {
  'short-text': shortText,
  'long-text': longText,
  'number': number,
  'amount': amount,
  'date': date,
  'period': period,
  'time': time,
  'yes-no': yesNo,
  'choice': choice,
  'choices': choices,
  'linked-choices': linkedChoices,
  'email': email,
  'phone': phone,
  'address': address,
  'place': place,
  'map-point': mapPoint,
  'identity': identity,
  'family-member': familyMember,
  'national-number': nationalNumber,
  'siret': siret,
  'bce': bce,
  'iban': iban,
  'licence-plate': licencePlate,
  'file': file,
  'photo': photo,
  'declaration': declaration,
  'consent': consent,
  'signature': signature,
  'computed': computed,
  'explanation': explanation,
  'title': title,
  'section': section,
  'group': group,
}
