import { options, type Option } from '../controls/option.js'
import type { Spec } from '../document.js'
import { linkedOptions } from '../types/linked_choices/linked_options.js'
import { line } from '../values.js'
import { keyFrom } from './keys.js'
import { wordingOf } from './wording.js'

const MOST = 255

/** The options of a choice as people write them: one to a line. */
export function textOfOptions(spec: Spec): string {
  return options(spec)
    .map(({ title }) => title)
    .join('\n')
}

/**
 * Back to options. A value stays with its title, and with its line when only the wording changed: what
 * was answered and what conditions look at is the value.
 */
export function optionsOfText(text: string, spec: Spec) {
  return matched(linesOf(text), options(spec)).map(({ value, title, description }) => ({
    const: value,
    title,
    ...(description !== undefined && { description }),
  }))
}

/** Two levels: the second below the first, each line of it with a dash. */
export function textOfLinked(spec: Spec): string {
  return linkedOptions(spec)
    .flatMap(({ title, options: below }) => [title, ...below.map((one) => `- ${one.title}`)])
    .join('\n')
}

export function linkedOfText(text: string, spec: Spec) {
  const old = linkedOptions(spec)
  const written: { title: string; below: string[] }[] = []
  // Here the dialect takes ordinary spaces only.
  for (const one of linesOf(text, false).map((words) => line(words))) {
    const inner = /^[-–•]\s*(.+)$/.exec(one)?.[1]
    if (inner === undefined) written.push({ title: one, below: [] })
    else written.at(-1)?.below.push(inner)
  }
  const first = matched(
    written.map(({ title }) => title),
    old
  )
  return first.map(({ value, title }, at) => ({
    const: value,
    title,
    options: matched(
      [...new Set(written[at]!.below)],
      old.find((one) => one.value === value)?.options ?? []
    ).map((one) => ({ const: one.value, title: one.title })),
  }))
}

function matched(titles: string[], old: Option[]): Option[] {
  const kept = new Set(old.filter(({ title }) => titles.includes(title)).map(({ value }) => value))
  const taken = new Set(old.map(({ value }) => value))
  return titles.map((title, at) => {
    const same = old.find((option) => option.title === title)
    if (same) return same
    const reworded = old[at]
    if (reworded && !kept.has(reworded.value)) return { ...reworded, title }
    const value = keyFrom(title, taken)
    taken.add(value)
    return { value, title }
  })
}

function linesOf(text: string, once = true): string[] {
  const lines = text
    .split('\n')
    .map((one) => wordingOf(one, MOST))
    .filter(Boolean)
  return once ? [...new Set(lines)] : lines
}
