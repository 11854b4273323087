import type { MessageKey } from '../../say.js'

interface Kind {
  label: MessageKey
  types: string[]
  extensions: string[]
}

/** What people really send: eight types are 99 % of uploads; telephones add HEIC. */
export const KINDS: Record<'pdf' | 'image' | 'document' | 'sheet' | 'archive', Kind> = {
  pdf: { label: 'forms.file.kind_pdf', types: ['application/pdf'], extensions: ['.pdf'] },
  image: {
    label: 'forms.file.kind_image',
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'],
    extensions: ['.jpg', '.jpeg', '.png', '.webp', '.heic', '.heif'],
  },
  document: {
    label: 'forms.file.kind_document',
    types: [
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.oasis.opendocument.text',
      'text/plain',
    ],
    extensions: ['.doc', '.docx', '.odt', '.txt'],
  },
  sheet: {
    label: 'forms.file.kind_sheet',
    types: [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.oasis.opendocument.spreadsheet',
      'text/csv',
    ],
    extensions: ['.xlsx', '.ods', '.csv'],
  },
  archive: { label: 'forms.file.kind_archive', types: ['application/zip'], extensions: ['.zip'] },
}

export type KindName = keyof typeof KINDS

/** The known kinds of `x-kinds`; PDF, images and text documents when none is named. */
export function kindsOf(asked: unknown): KindName[] {
  if (!Array.isArray(asked)) return ['pdf', 'image', 'document']
  return asked.filter(
    (kind): kind is KindName => typeof kind === 'string' && Object.hasOwn(KINDS, kind)
  )
}
