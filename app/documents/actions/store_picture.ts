import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { v7 as uuidv7 } from 'uuid'
import drive from '@adonisjs/drive/services/main'
import { isImage, kindOf } from '#documents/kinds'
import Picture from '#documents/picture'
import { afterCommit, afterRollback, currentCommuneId } from '#tenancy/scope'

/** In bytes. A photo is seen by every visitor, some of them on a slow line. */
export const MAX_PICTURE = { logo: 500_000, photo: 3_000_000 }

export type PictureOutcome =
  | { type: 'stored'; picture: Picture }
  | { type: 'too-large'; maxSize: number }
  | { type: 'wrong-kind' }

/** Takes in a picture in the place of the one that served the same purpose. */
export class StorePicture {
  async handle(
    purpose: Picture['purpose'],
    file: { tmpPath: string; clientName: string }
  ): Promise<PictureOutcome> {
    const { size } = await stat(file.tmpPath)
    const maxSize = MAX_PICTURE[purpose]
    if (size > maxSize) return { type: 'too-large', maxSize }
    const kind = await kindOf(file.tmpPath, file.clientName)
    if (!kind || !isImage(kind.type)) return { type: 'wrong-kind' }

    const id = uuidv7()
    const diskKey = `${currentCommuneId()}/pictures/${id}.${kind.extension}`
    afterRollback(() => drive.use().delete(diskKey))
    await drive.use().putStream(diskKey, createReadStream(file.tmpPath))
    await new RemovePicture().handle(purpose)
    const picture = await Picture.create({ id, purpose, type: kind.type, size, diskKey })
    return { type: 'stored', picture }
  }
}

/** Removes what served a purpose: the rows now, the bytes once that is durable. */
export class RemovePicture {
  async handle(purpose: Picture['purpose']) {
    for (const picture of await Picture.query().where({ purpose })) {
      await picture.delete()
      afterCommit(() => drive.use().delete(picture.diskKey))
    }
  }
}
