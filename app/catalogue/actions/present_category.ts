import { chooseIcon, suggestedIcon } from '#catalogue/category_icons'
import { forgetCommune } from '#tenancy/commune'
import { differences, recordChange } from '#tenancy/changes'
import { afterCommit, currentCommuneId, sql } from '#tenancy/scope'

interface Presentation {
  name: string
  /** One of ICONS. */
  icon: string
}

/** Renames a category, with all that stands under it, and gives it an icon. */
export class PresentCategory {
  /** @param before the category as it is, `name` included */
  async handle(
    before: Presentation,
    wanted: Presentation,
    actor: { id: string; name: string }
  ): Promise<void> {
    const details = differences({ name: 'Nom', icon: 'Icône' }, { ...before }, { ...wanted })
    if (details.length === 0) return
    if (wanted.name !== before.name) {
      await sql('update demarches set category = ? where category = ?', [wanted.name, before.name])
      await sql('delete from category_icons where category = ?', [before.name])
    }
    // What the name suggests follows the name.
    const isChosen = wanted.icon !== suggestedIcon(wanted.name)
    if (isChosen) await chooseIcon(wanted.name, wanted.icon)
    else await sql('delete from category_icons where category = ?', [wanted.name])
    const id = currentCommuneId()
    afterCommit(() => forgetCommune(id))
    const label = 'Rubrique modifiée'
    await recordChange({ subject: 'home', subjectLabel: wanted.name, label, details }, actor)
  }
}
