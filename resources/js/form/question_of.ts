export interface Left {
  path: string
  /** The field or the set around it: the focus may move within. */
  block: Element
  isFilled: boolean
  isFile: boolean
}

/** The question to which a control belongs, by the name that it is posted under. */
export function questionOf(target: EventTarget | null): Left | undefined {
  if (!(target instanceof HTMLElement)) return undefined
  const block = target.closest('.field')
  const control = block?.querySelector<HTMLInputElement>('[name^="f["]')
  if (!block || !control) return undefined
  const isSet = block.matches('fieldset')
  const keys = control.name.slice(2, -1).split('][')
  // A set of boxes or the three parts of a date are one question.
  const isPart = isSet && (control.name.endsWith('[]') || control.type === 'text')
  const path = (isPart || control.type === 'file' ? keys.slice(0, -1) : keys).join('.')
  const controls = [...block.querySelectorAll<HTMLInputElement>('[name^="f["]')]
  return {
    path,
    block,
    isFilled: controls.some((one) =>
      /radio|checkbox/.test(one.type) ? one.checked : one.value !== ''
    ),
    isFile: controls.some(({ type }) => type === 'file'),
  }
}
