import { open, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

/** What may be uploaded: type by content, and the extensions under which it goes. */
const KINDS: Record<string, string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/msword': ['doc'],
  'text/plain': ['txt'],
}

/** Old Word files are one kind of a container that other programs write too. */
const CONTAINERS: Record<string, string> = { 'application/x-cfb': 'application/msword' }

export type Kind = { type: string; extension: string }

/**
 * The kind of a file, by its content and never by its name; null where it is none that we take.
 * A file without a signature is a text if it is one, UTF-8 from end to end.
 */
export async function kindOf(path: string, name: string): Promise<Kind | null> {
  const detected = await fileTypeFromFile(path)
  const type = detected ? (CONTAINERS[detected.mime] ?? detected.mime) : await textType(path)
  const extensions = type ? KINDS[type] : undefined
  if (!type || !extensions) return null

  const given = name.toLowerCase().split('.').at(-1) ?? ''
  return { type, extension: extensions.includes(given) ? given : extensions[0]! }
}

async function textType(path: string): Promise<string | null> {
  const { size } = await stat(path)
  if (size === 0) return null
  const file = await open(path)
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true })
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      if ((chunk as Buffer).includes(0)) return null
      decoder.decode(chunk as Buffer, { stream: true })
    }
    decoder.decode()
    return 'text/plain'
  } catch {
    return null
  } finally {
    await file.close()
  }
}

export const isImage = (type: string) => /^image\/(jpeg|png|webp)$/.test(type)
