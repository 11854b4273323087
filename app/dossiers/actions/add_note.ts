import { writing } from '#tenancy/writes'
import type { Actor } from '#workflow/main'
import type Dossier from '#dossiers/dossier'
import { recordEvent } from '#dossiers/journal'
import { addNews } from '#dossiers/news'
import { keepRead } from '#dossiers/readings'
import { mentionables, mentionedIn, tellMentioned } from '#dossiers/mentions'

/** Leaves a note that agents and services read, and the usager never. */
export class AddNote {
  /** @returns the names of those whom it called by an `@`, who are mailed */
  async handle(dossier: Dossier, text: string, actor: Actor): Promise<string[]> {
    const people = text.includes('@') ? mentionedIn(text, await mentionables(dossier)) : []
    const others = people.filter(({ id }) => id !== actor.id)
    const mentions = others.map(({ id, label }) => ({ id, label }))
    const data = { note: text, ...(mentions.length > 0 ? { mentions } : {}) }
    await recordEvent(dossier.id, 'note', 'Note interne', actor, data)
    await writing((writes) => {
      keepRead(writes, [dossier.id], actor)
      addNews(writes, dossier)
      writes.add('update dossiers set updated_at = now() where id = ?', [dossier.id])
    })
    await tellMentioned(dossier, others, text, actor)
    return others.map(({ label }) => label)
  }
}
