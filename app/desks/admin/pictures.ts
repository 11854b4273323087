import type { HttpContext } from '@adonisjs/core/http'
import {
  type MAX_PICTURE,
  type PictureOutcome,
  RemovePicture,
  StorePicture,
} from '#documents/actions/store_picture'
import { formatters } from '#shared/formatters'
import { t } from '#shared/translate'
import { uploads } from '#shared/uploads'
import type { FormErrors } from '#desks/admin/form_errors'

type Purpose = keyof typeof MAX_PICTURE

/** Takes in the pictures that a form sent, removes those it wants away. `changed` holds their ids. */
export async function takePictures(
  request: HttpContext['request'],
  unwanted: Record<Purpose, boolean>
): Promise<{ changed: Partial<Record<Purpose, string>> } | { errors: FormErrors }> {
  const changed: Partial<Record<Purpose, string>> = {}
  const errors: FormErrors = {}
  for (const purpose of ['logo', 'photo'] as const) {
    const [file] = uploads(request, purpose)
    if (file) {
      const outcome = await new StorePicture().handle(purpose, file)
      if (outcome.type === 'stored') changed[purpose] = outcome.picture.id
      else errors[purpose] = reasonOf(outcome)
    } else if (unwanted[purpose]) {
      await new RemovePicture().handle(purpose)
      changed[purpose] = ''
    }
  }
  return Object.keys(errors).length > 0 ? { errors } : { changed }
}

function reasonOf(outcome: Exclude<PictureOutcome, { type: 'stored' }>): string {
  switch (outcome.type) {
    case 'too-large':
      return t('admin.home.too_large', { size: formatters.fileSize(outcome.maxSize) })
    case 'wrong-kind':
      return t('admin.home.wrong_kind')
  }
}
