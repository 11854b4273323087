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

/** Everything that a dossier can be found by, in one text. */
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
  const found = [dossier.reference ?? '', dossier.demarcheTitle, ...texts].map(normalise)
  return [...new Set(found)].filter(Boolean).join(' ').slice(0, 20_000)
}
