import edge from 'edge.js'
import type { Commune } from '#tenancy/commune'
import type { Letter } from '#notifications/letter'
import { readableOn } from '#notifications/colours'
import { wrap } from '#notifications/wrap'

const COLOUR = /^#[0-9a-f]{6}$/i
const DEFAULT_COLOUR = '#1f4e79'

/** The two bodies of a mail. */
export async function renderLetter(letter: Letter, commune: Commune) {
  const chosen = commune.branding.colour ?? ''
  const colour = COLOUR.test(chosen) ? chosen : DEFAULT_COLOUR
  const contact = contactLines(commune)
  const state = { letter, commune, contact, wrap, colour, onColour: readableOn(colour) }
  const html = await edge.render('mails/html', state)
  const text = await edge.render('mails/text', state)
  return { html, text: text.replace(/\n{3,}/g, '\n\n').trim() + '\n' }
}

function contactLines({ contact }: Commune): string[] {
  const lines = [contact.address, contact.phone, contact.email, contact.hours]
  return lines.filter((line): line is string => !!line).flatMap((line) => line.split('\n'))
}
