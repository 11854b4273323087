import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { fr } from '../french.js'
import { definitionSchema } from './definition_schema.js'
import type { Problem } from './problem.js'

let validate: ValidateFunction | undefined

/** Does the document have the shape of a definition, whatever it refers to? */
export function shapeProblems(document: unknown): Problem[] {
  // Compiled at the first use: most processes never check a definition.
  validate ??= new Ajv2020({ allErrors: true, discriminator: true }).compile(definitionSchema)
  if (validate(document)) return []
  const told = validate.errors!.filter(({ keyword }) => !['if', 'propertyNames'].includes(keyword))
  return told.map((error) => ({ path: error.instancePath, message: say(error) }))
}

function say({ keyword, params, propertyName }: ErrorObject): string {
  switch (keyword) {
    case 'required':
      return fr`Il manque « ${params.missingProperty} ».`
    case 'additionalProperties':
      return fr`« ${params.additionalProperty} » n’est pas prévu ici.`
    case 'type':
      return fr`Cette valeur n’est pas du bon type (attendu : ${[params.type].flat().join(', ')}).`
    case 'enum':
      return fr`Cette valeur n’est pas prévue (possibles : ${params.allowedValues.join(', ')}).`
    case 'const':
      return fr`Cette valeur n’est pas prévue (possible : ${params.allowedValue}).`
    case 'discriminator':
      return fr`Ce type d’effet n’existe pas : « ${String(params.tagValue)} ».`
    case 'pattern':
      return propertyName === undefined
        ? 'Ce nom ne convient pas (minuscules sans accent, chiffres et « _ », une lettre d’abord).'
        : fr`Le nom « ${propertyName} » ne convient pas (minuscules sans accent, chiffres et _).`
    case 'uniqueItems':
      return 'La même valeur est donnée deux fois.'
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return 'Il en faut au moins un.'
    default:
      return fr`Cette valeur dépasse les limites (${params.limit ?? keyword}).`
  }
}
