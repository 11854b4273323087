import { createHash } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { ZipFile } from 'yazl'
import { openPacked, type Packed } from '#archive/package/package'

/** What is compressed already is only stored. */
const isCompressed = (type: string) => /^image\/|pdf|zip|officedocument|opendocument/.test(type)

/**
 * A package as a zip, file after file: no more of it in memory than what is on its way. A piece
 * whose bytes are not those that came in ends the stream with an error: an archive must not
 * attest what it does not hold.
 */
export function zipStream({ files, at }: { files: Packed[]; at: Date }): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const fail = (error: Error) => output.destroy(error)
  zip.on('error', fail)
  for (const file of files) {
    const options = { mtime: at, compress: !isCompressed(file.type) }
    if (Buffer.isBuffer(file.content)) zip.addBuffer(file.content, file.path, options)
    else {
      zip.addReadStreamLazy(file.path, options, (given) => {
        openPacked(file).then((bytes) => {
          const source = bytes as Readable
          given(null, source.on('error', fail).pipe(checked(file).on('error', fail)))
        }, fail)
      })
    }
  }
  zip.end()
  return output
}

function checked({ path, digest }: Packed): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const same = hash.digest('hex') === digest
      done(same ? null : new Error(`${path}: its bytes are not those that came in`))
    },
  })
}
