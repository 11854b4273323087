/** Chance that is the same each time: of the same seed, the same throws. */
export class Dice {
  #state: number

  constructor(seed: string) {
    let hash = 2166136261
    for (const char of seed) hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619)
    this.#state = hash >>> 0
  }

  /** From 0 to 1, which it never is. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number below this one. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!
  }

  /** Whether something happens whose probability is this. */
  happens(share: number): boolean {
    return this.next() < share
  }

  /** Of what takes so long on average, how long this time: mostly less, sometimes much more. */
  around(mean: number): number {
    return -Math.log(1 - this.next()) * mean
  }

  /** So many hexadecimal digits, eight at most. */
  hex(digits: number): string {
    return this.below(16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  }

  /** A UUIDv7 of that moment; of two of one millisecond, the higher order comes later. */
  uuid(at: number, order = 0): string {
    const time = at.toString(16).padStart(12, '0')
    const tail = `7${(order & 0xfff).toString(16).padStart(3, '0')}-8${this.hex(3)}-${this.hex(6)}${this.hex(6)}`
    return `${time.slice(0, 8)}-${time.slice(8)}-${tail}`
  }
}
