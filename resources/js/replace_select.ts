/**
 * Puts `controls` in the place of a select that stays in the page: it is what is posted, and where the
 * label and the links of the error summary lead, which is then to the first control.
 */
export function replaceSelect(select: HTMLSelectElement, ...controls: HTMLElement[]) {
  const [first] = controls
  select.classList.add('visually-hidden')
  select.tabIndex = -1
  select.setAttribute('aria-hidden', 'true')
  select.addEventListener('focus', () => first!.focus())
  const follow = () => {
    for (const name of ['aria-invalid', 'aria-describedby']) {
      const value = select.getAttribute(name)
      if (value === null) first!.removeAttribute(name)
      else first!.setAttribute(name, value)
    }
  }
  follow()
  new MutationObserver(follow).observe(select, {
    attributeFilter: ['aria-invalid', 'aria-describedby'],
  })
  select.parentElement!.append(...controls)
}

export function labelOf(select: HTMLSelectElement): string {
  return select.labels[0]?.textContent?.trim() ?? ''
}
