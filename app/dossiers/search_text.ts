import type { Form, Answers } from '#forms/main'

/** Lower case, without accents nor punctuation at the edges of words: what search compares. */
export function normalise(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]+/gu, ' ')
    .trim()
}

/** Longer ones are compared by their beginning: an index entry has a limit. */
export const LONGEST_WORD = 60

/** Everything that a dossier can be found by, in one text: words apart by one space, each once. */
export function searchText(
  dossier: { reference: string | null; demarcheTitle: string },
  form: Form,
  answers: Answers
): string {
  const items = form.summary(answers).flatMap((page) => page.items)
  const texts = items.flatMap((item) => [
    item.text,
    ...(item.rows ?? []).flat().map((cell) => cell.text),
  ])
  const reference = dossier.reference ?? ''
  const found = [reference, reference.replace('-', ''), dossier.demarcheTitle, ...texts]
  const words = found.flatMap((text) => [...wordsOf(text), ...numbersOf(text)])
  return [...new Set(words)].join(' ').slice(0, 20_000)
}

/** The words of a text, and the parts of those that have some: `zoe@exemple.fr`, zoe, exemple.fr… */
function wordsOf(text: string): string[] {
  return normalise(text)
    .split(' ')
    .flatMap((word) =>
      /[@.]/.test(word) ? [word, ...word.split('@'), ...word.split(/[@.]/)] : word
    )
    .filter(Boolean)
}

/** Telephone numbers in one word, as they are dialled at home, however they are spaced. */
export function numbersOf(text: string): string[] {
  const runs = text.match(/\+?\d(?:[\s.()/-]{0,2}\d){8,14}/g) ?? []
  return runs.map((run) => run.replace(/\D/g, '').replace(/^(?:00)?(?:33|32)0?(?=\d{8,9}$)/, '0'))
}
