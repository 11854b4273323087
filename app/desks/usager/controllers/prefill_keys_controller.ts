import type { HttpContext } from '@adonisjs/core/http'
import { openVersion } from '#catalogue/versions'
import { shortPath } from '#catalogue/posters'
import type { PrefillKey } from '#forms/main'
import { typeNamed } from '#forms/types/registry'
import { t } from '#shared/translate'
import { absoluteUrl } from '#tenancy/links'

/** The links to a démarche, and what may stand in them: read from the form that is published. */
export default class PrefillKeysController {
  async show({ offered: { demarche }, commune, view }: HttpContext) {
    const { form } = await openVersion(demarche.versionId!)
    const keys = form.prefillKeys()
    const short = absoluteUrl(commune, shortPath(demarche))
    return view.render('pages/usager/prefill_keys', {
      demarche,
      short,
      keys: keys.map((key) => ({ ...key, kind: t(typeNamed(key.type)!.label) })),
      example: keys[0] && `${short}?${keys[0].path}=${encodeURIComponent(exampleOf(keys[0]))}`,
    })
  }
}

function exampleOf({ options = [] }: PrefillKey): string {
  return options[0]?.value ?? t('usager.links.value')
}
