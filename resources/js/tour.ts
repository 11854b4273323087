interface Step {
  title: string
  text: string
  target: HTMLElement
}

const TARGET = 'tour__target'

/**
 * Takes somebody round a screen, part by part: a card that is no modal, beside what it speaks of. It
 * takes the focus only once the tour was begun; Escape and « Quitter » end it, and it is not offered again.
 */
export default function tour(section: HTMLElement) {
  const { start, begun } = section.dataset
  const form = section.querySelector('form')!
  const button = buttonOf(start!)
  button.classList.add('button')
  form.prepend(button)
  section.querySelector<HTMLElement>('.tour__text')!.hidden = true
  button.addEventListener('click', () => begin(section, form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    end(section, form)
  })
  if (begun === undefined) return
  // Asked for by its address, which is the page's own again.
  history.replaceState(history.state, '', form.retour.value)
  begin(section, form)
}

function begin(section: HTMLElement, form: HTMLFormElement) {
  const steps = stepsOf(section)
  if (steps.length === 0) return end(section, form)
  const card = document.createElement('div')
  card.className = 'tour__card card'
  card.setAttribute('role', 'dialog')
  card.setAttribute('aria-labelledby', 'visite-etape')
  card.setAttribute('aria-describedby', 'visite-texte')
  section.classList.add('tour--begun')
  section.append(card)
  card.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') end(section, form)
  })
  let at = 0
  const show = (to: number) => {
    steps[at]!.target.classList.remove(TARGET)
    if (to === steps.length) return end(section, form)
    at = to
    draw(card, section.dataset, steps, at, show, () => end(section, form))
  }
  show(0)
}

/** Those whose part is on the screen: an empty inbox has no table to speak of. */
function stepsOf(section: HTMLElement): Step[] {
  return [...section.querySelectorAll<HTMLElement>('[data-target]')].flatMap((item) => {
    const target = [...document.querySelectorAll<HTMLElement>(item.dataset.target!)].find(
      (one) => one.checkVisibility() && !section.contains(one)
    )
    const [title, text] = ['h3', 'p'].map((name) => item.querySelector(name)!.textContent ?? '')
    return target ? [{ title: title!, text: text!, target }] : []
  })
}

function draw(
  card: HTMLElement,
  words: DOMStringMap,
  steps: Step[],
  at: number,
  show: (to: number) => void,
  quit: () => void
) {
  const { title, text, target } = steps[at]!
  const where = element('p', words.step!.replace('##', String(steps.length)))
  where.textContent = where.textContent!.replace('#', String(at + 1))
  where.className = 'small muted'
  const heading = element('h2', title)
  heading.id = 'visite-etape'
  heading.tabIndex = -1
  const body = element('p', text)
  body.id = 'visite-texte'
  const actions = document.createElement('div')
  actions.className = 'actions'
  const next = buttonOf(at === steps.length - 1 ? words.end! : words.next!)
  next.classList.add('button')
  next.addEventListener('click', () => show(at + 1))
  actions.append(next)
  if (at > 0) {
    const previous = buttonOf(words.previous!)
    previous.classList.add('button', 'button--secondary')
    previous.addEventListener('click', () => show(at - 1))
    actions.append(previous)
  }
  const leave = buttonOf(words.quit!)
  leave.classList.add('button', 'button--link')
  leave.addEventListener('click', quit)
  actions.append(leave)
  card.replaceChildren(where, heading, body, actions)

  target.classList.add(TARGET)
  const { innerHeight, innerWidth } = window
  const isTall = target.getBoundingClientRect().height > innerHeight / 3
  target.scrollIntoView({ block: isTall ? 'start' : 'center' })
  const { left, width } = target.getBoundingClientRect()
  card.classList.toggle('tour__card--start', left + width / 2 > innerWidth / 2)
  heading.focus({ preventScroll: true })
}

function end(section: HTMLElement, form: HTMLFormElement) {
  for (const one of document.querySelectorAll(`.${TARGET}`)) one.classList.remove(TARGET)
  const had = section.contains(document.activeElement)
  const body = new FormData(form)
  section.remove()
  // Where it does not arrive, the tour is offered once more.
  void fetch(form.action, { method: 'POST', body, keepalive: true }).catch(() => undefined)
  if (had) document.getElementById('contenu')?.focus({ preventScroll: true })
}

function element(name: string, text: string): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

function buttonOf(text: string): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = text
  return button
}
