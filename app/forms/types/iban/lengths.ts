/** How many characters an IBAN has, in the countries of the SEPA area. */
const LENGTHS: Record<number, string> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FI NL',
  19: 'SI',
  20: 'AT EE LT LU',
  21: 'CH HR LI LV',
  22: 'BG DE GB IE VA',
  24: 'AD CZ ES RO SE SK',
  25: 'PT',
  26: 'IS',
  27: 'FR GR IT MC SM',
  28: 'CY HU PL',
  31: 'MT',
}

/** Undefined for a country that is not among them. */
export function lengthIn(country: string): number | undefined {
  const found = Object.entries(LENGTHS).find(([, countries]) => countries.includes(country))
  return found && Number(found[0])
}
