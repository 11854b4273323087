import { createElement as h } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { BrowserModule } from '#forms/browser_module'
import type { Answers, Pieces } from '#forms/document'
import type { FieldError } from '#forms/errors'
import { type Correction, LiveSheet } from '#forms/live'
import { Autosave, type Links } from './autosave.js'
import { showSummary } from './error_summary.js'
import { Island } from './island.js'
import { type Left, questionOf } from './question_of.js'
import { readForm } from './read_form.js'
import { followRows } from './rows.js'
import { Store } from './store.js'
import { FileUploads } from './uploads.js'

/** What the page says of itself in `data-live`. */
interface Given {
  /** Where the published form is fetched from. */
  module: string
  step: string
  answers: Answers
  errors: FieldError[]
  pieces: Pieces
  links: Links
  /** Where what was sent is corrected: what that was, and the questions that were singled out. */
  correction?: Correction
  assisted?: boolean
}

const PATIENCE = 3000

/**
 * Brings a form to life on the markup that is there: what was typed before stays. From then on rules and
 * computed values follow at each change, an answer is judged when one leaves it, and the draft is kept.
 * The form is posted as it always was: the server has the last word.
 */
export default async function enliven(element: HTMLElement) {
  const form = element.closest('form')!
  const given = JSON.parse(element.dataset.live!) as Given
  const module = (await import(/* @vite-ignore */ given.module)) as BrowserModule
  const sheet = new LiveSheet(module, given.step, given.correction)
  sheet.assisted = given.assisted === true

  const typed = sheet.decode(readForm(form))
  const store = new Store({
    formData: typed,
    errors: given.errors,
    pieces: given.pieces,
    uploads: [],
    isLive: false,
  })
  const autosave = new Autosave(form, given.links, given.correction && 'forms.live.kept')
  const uploads = new FileUploads(form, sheet, store, autosave)
  const others = given.answers
  hydrateRoot(element, h(Island, { store, sheet, drawn: given.answers, others, uploads }))

  const answers = () => sheet.merged(others, sheet.decode(readForm(form)))
  let kept = JSON.stringify(sheet.look(given.answers, {}).values)
  const follow = () => {
    const { formData } = store.get()
    const all = sheet.merged(others, formData)
    const now = JSON.stringify(sheet.look(all, {}).values)
    if (now !== kept) autosave.changed()
    kept = now
    stopAtExit(form, sheet.isExit(all))
  }
  store.subscribe(follow)
  store.set({ isLive: true })
  judge(form, sheet, store, answers)
  followRows(element, sheet)
  send(form, { sheet, store, autosave, uploads, answers })
  element.dataset.alive = ''
}

/** Judges an answer when one leaves it: what is wrong is told there, what is mended no more. */
function judge(form: HTMLFormElement, sheet: LiveSheet, store: Store, answers: () => Answers) {
  form.addEventListener('focusout', ({ target, relatedTarget }) => {
    const left = questionOf(target)
    if (!left || left.block.contains(relatedTarget as Node | null)) return
    whenReleased(() => judgeOne(left))
  })

  const judgeOne = (left: Left) => {
    const found = sheet.validate(answers())
    const isHere = ({ path }: FieldError) => path === left.path || path.startsWith(`${left.path}.`)
    const { errors } = store.get()
    const known = new Set(errors.map(({ path }) => path))
    // Nobody is scolded for what they have not answered yet.
    const here = found.filter((error) => isHere(error) && (known.has(error.path) || left.isFilled))
    const refused = errors.filter((error) => isHere(error) && left.isFile)
    const rest = errors.filter((error) => !isHere(error))
    const still = rest.filter(({ path }) => found.some((error) => error.path === path))
    const next = inOrder([...still, ...(refused.length > 0 ? refused : here)], found)
    if (JSON.stringify(next) !== JSON.stringify(errors)) store.set({ errors: next })
  }
}

let isPressed = false
for (const event of ['pointerdown', 'pointerup', 'pointercancel']) {
  document.addEventListener(event, () => (isPressed = event === 'pointerdown'), true)
}

/** An error that comes under a field moves the button below it: not while that is being pressed. */
function whenReleased(act: () => void) {
  if (!isPressed) return act()
  const release = () => setTimeout(act)
  document.addEventListener('pointerup', release, { once: true })
}

function inOrder(errors: FieldError[], found: FieldError[]): FieldError[] {
  const place = ({ path }: FieldError) => found.findIndex((error) => error.path === path)
  return errors.sort((a, b) => place(a) - place(b))
}

interface Sending {
  sheet: LiveSheet
  store: Store
  autosave: Autosave
  uploads: FileUploads
  answers: () => Answers
}

/** A page with errors stays; any other is posted, once what is under way has arrived. */
function send(form: HTMLFormElement, { sheet, store, autosave, uploads, answers }: Sending) {
  let isReady = false
  form.addEventListener('submit', (event) => {
    if (isReady) return
    const submitter = event.submitter as HTMLButtonElement | null
    if (uploads.underWay) {
      event.preventDefault()
      return void uploads.underWay.then((haveArrived) => {
        if (haveArrived) form.requestSubmit(submitter)
        else showSummary(store.get().errors)
      })
    }
    if (!submitter?.formNoValidate) {
      const errors = sheet.validate(answers())
      store.set({ errors })
      showSummary(errors)
      if (errors.length > 0) return event.preventDefault()
    }
    const underWay = autosave.isUnderWay
    const stopped = autosave.stop(PATIENCE)
    if (!underWay) return
    event.preventDefault()
    void stopped.then(() => {
      isReady = true
      form.requestSubmit(submitter)
    })
  })
  // Back from the next page, the browser may show this one as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    isReady = false
    autosave.resume()
  })
}

/** Who is not concerned has nothing to go on to; another answer brings the button back. */
function stopAtExit(form: HTMLFormElement, isExit: boolean) {
  // Without a script, another answer has to be posted.
  form.querySelector('[data-exit]')?.remove()
  for (const button of form.querySelectorAll<HTMLButtonElement>('[data-continue]')) {
    button.hidden = isExit
    button.disabled = isExit
  }
}
