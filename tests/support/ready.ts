import Demarche from '#catalogue/demarche'
import { PublishDemarche } from '#catalogue/actions/publish_demarche'
import type { ReadyDemarche } from '#catalogue/ready_demarches'
import { type Answers, compile, type Document, type Form, load } from '#forms/main'
import { withCommune } from '#tenancy/scope'
import { findWorkflow } from '#workflow/main'
import { Filling } from './filling.js'
import type { TestCommune } from './world.js'

/** Publishes a démarche of the library as it is. */
export function publishReady(commune: TestCommune, ready: ReadyDemarche): Promise<Demarche> {
  return withCommune(commune.id, async () => {
    const { slug, title, description, category, document } = ready
    const demarche = await Demarche.create({ slug, title, description, category })
    const workflow = findWorkflow(ready.workflow)!
    const outcome = await new PublishDemarche().handle({ demarche, document, workflow })
    if (outcome.type !== 'published') throw new Error(`${slug}: ${JSON.stringify(outcome)}`)
    return demarche
  })
}

/**
 * Fields that lead through the whole form, by page, and the answers that they become.
 *
 * @throws where none of 1,500 tries is valid to the end
 */
export function rightAnswers(document: Document, form: Form = load(compile(document))) {
  for (let seed = 1; seed <= 1500; seed++) {
    const raw = new Filling(document, seed).raw()
    const decoded = Object.keys(raw).map((key) => [key, form.decode(key, raw[key]!)] as const)
    const answers: Answers = form.visible(Object.fromEntries(decoded))
    if (form.validate(answers).length === 0) return { raw, answers }
  }
  throw new Error(`Nobody gets through ${document.title}`)
}
