/** A French sentence with its no-break spaces, which sources cannot show: fr`« ${x} » : non`. */
export function fr({ raw }: TemplateStringsArray, ...values: (string | number)[]): string {
  const words = raw.map((text) =>
    text.replaceAll('« ', '«\u00a0').replace(/ (?=[»:;!?])/g, '\u00a0')
  )
  return words.reduce((sentence, text, index) => `${sentence}${values[index - 1]}${text}`)
}
