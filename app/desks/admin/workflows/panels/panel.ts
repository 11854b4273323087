import type { Askable } from '#forms/builder/sentences'
import type { Spec } from '#forms/main'
import { line, texts } from '#forms/values'
import type { Operation } from '#workflow/editor/operations'
import type { Definition } from '#workflow/main'

export type Values = Record<string, unknown>

/** By the id of the field, in words. */
export type Errors = Record<string, string>

export interface Option {
  value: string
  label: string
}

/** What there is to choose from around a workflow. */
export interface Around {
  definition: Definition
  /** The commune's, those that are active. */
  services: Option[]
  templates: Option[]
  /** The questions of the démarches that take it, or else of all of them. */
  askables: Askable[]
  specOf(path: string): Spec | undefined
}

export interface Reading {
  operation: Operation
  errors: Errors
}

/**
 * The settings of one element as fields: what they hold, and what was typed as an operation. `show`
 * gives values in the shape in which a browser posts them.
 */
export interface Panel {
  show(around: Around, key: string): Values
  read(around: Around, key: string, body: Values): Reading
}

export const isTicked = (value: unknown) => line(value) !== ''

/** The values of a group of boxes, those that it offered. */
export function among<T extends string>(raw: unknown, known: readonly T[]): T[] {
  const sent = raw === undefined ? [] : texts(raw, 200)
  return known.filter((one) => sent.includes(one))
}

export function oneOf<T extends string>(raw: unknown, known: readonly T[], usual: T): T {
  return known.find((one) => one === line(raw, 200)) ?? usual
}

/** Only what is given: an empty text is no text. */
export function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== '' && value !== undefined && value !== false
    )
  ) as Partial<T>
}
