/** The signs that codes are made of, numbered from 1; a sign that is in no code has number 0. */
const SIGN_NUMBERS = new Uint8Array(128);
for (const [place, sign] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.x+*/-_abcdefghijklmnopqrs'].entries()) {
  SIGN_NUMBERS[sign.charCodeAt(0)] = place + 1;
}
/** Six bits hold the number of a sign, so five signs fit into one integer and twenty into the four of a key. */
const BITS = 6;
const SIGNS_PER_INTEGER = 5;
const LONGEST_KEY = 4 * SIGNS_PER_INTEGER;

/** A slot is eight integers, half a cache line: the key in the first four, then the id. */
const SLOT = 8;
const ID = 4;
/** Slots are kept at most half full, so that a look-up seldom meets another code. */
const FULLEST = 0.5;

/**
 * Codes with their ids in one flat array. The signs of a code are packed into four integers, which serve as hash and as key at once:
 * a look-up reads each sign once and meets one slot. Several times faster than a Map of strings at the size of a national scheme.
 *
 * A code with other signs than codes are made of, or with more than twenty, is kept apart in a Map.
 */
export class CodeTable {
  #slots = new Int32Array(64 * SLOT);
  #size = 0;
  readonly #odd = new Map<string, number>();

  /** @param id Above zero. A code that is there already gets the new id. */
  add(code: string, id: number): void {
    if (!isPackable(code)) {
      this.#odd.set(code, id);
      return;
    }
    if ((this.#size + 1) * SLOT > this.#slots.length * FULLEST) this.#grow();
    this.#place(packed(code, 0), packed(code, 5), packed(code, 10), packed(code, 15), id);
    this.#size++;
  }

  /** The id of a code, or 0. */
  find(code: string): number {
    if (code.length > LONGEST_KEY) return this.#odd.get(code) ?? 0;
    const a = packed(code, 0);
    const b = packed(code, 5);
    const c = packed(code, 10);
    const d = packed(code, 15);
    if ((a | b | c | d) < 0) return this.#odd.get(code) ?? 0;
    return this.#slots[this.#slotOf(a, b, c, d) + ID]!;
  }

  /** The slot that holds a key, or the free one where it would be put. */
  #slotOf(a: number, b: number, c: number, d: number): number {
    const slots = this.#slots;
    const last = slots.length - SLOT;
    for (let at = (hashOf(a, b, c, d) * SLOT) & last; ; at = (at + SLOT) & last) {
      if (slots[at + ID] === 0) return at;
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c && slots[at + 3] === d) return at;
    }
  }

  #place(a: number, b: number, c: number, d: number, id: number): void {
    this.#slots.set([a, b, c, d, id], this.#slotOf(a, b, c, d));
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += SLOT) {
      if (old[at + ID] !== 0) this.#place(old[at]!, old[at + 1]!, old[at + 2]!, old[at + 3]!, old[at + ID]!);
    }
  }
}

/** Five signs of a code as one integer, zero where it has none; negative where a sign is in no code. */
function packed(code: string, from: number): number {
  let key = 0;
  const end = Math.min(code.length, from + SIGNS_PER_INTEGER);
  for (let i = from; i < end; i++) {
    const sign = code.charCodeAt(i);
    const number = sign < 128 ? SIGN_NUMBERS[sign]! : 0;
    if (number === 0) return -1;
    key = (key << BITS) | number;
  }
  return key;
}

function isPackable(code: string): boolean {
  return code.length <= LONGEST_KEY && [0, 5, 10, 15].every((from) => packed(code, from) >= 0);
}

/** Mixes the key; the lowest bits, which choose the slot, must hang on every sign. */
function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d) ^ Math.imul(d, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
