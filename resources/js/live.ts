/** `in`: new where it lies now; `up`: changed where it was. */
export type News = 'in' | 'up'

interface Options {
  /** Asked of the server at first: what happened since this moment, in ms. */
  since?: number
  /** Added to the moment from which it is asked again: the server looks a little further back. */
  skip?: number
}

/**
 * Hears what comes in and changes while the page is looked at: a tab in the background holds no
 * connection, and asks for what it missed when it comes back.
 */
export function hearNews(
  path: string,
  heard: (id: string, news: News) => void,
  { since = 0, skip = 0 }: Options = {}
) {
  let source: EventSource | null = null
  let last = since

  const close = () => {
    source?.close()
    source = null
  }
  const open = () => {
    if (source || document.hidden) return
    source = new EventSource(last > 0 ? `${path}?depuis=${last + skip}` : path)
    source.addEventListener('dossier', ({ data, lastEventId }) => {
      last = Number(lastEventId) || last
      const [id, news] = String(data).split(' ')
      heard(id!, news as News)
    })
    source.addEventListener('ready', ({ lastEventId }) => (last = Number(lastEventId) || last))
    // Too many screens of one account: the last ones are told.
    source.addEventListener('leave', () => {
      document.removeEventListener('visibilitychange', turn)
      close()
    })
  }
  const turn = () => (document.hidden ? close() : open())
  document.addEventListener('visibilitychange', turn)
  addEventListener('pagehide', close)
  addEventListener('pageshow', open)
  open()
}
