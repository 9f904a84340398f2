const POINT = 0x2e;
const SMALL_X = 0x78;
const ZERO = 0x30;
const CAPITAL_A = 0x41;

/** Signs of a code without and with the part behind its `x`. */
const SHORT = 7;
const LONG = 11;

/** In place of a key: the code has another form. */
export const NOT_ORDINARY = 0;

/** A slot is two integers: a key, and the id of its code. */
const SLOT = 2;
/** At most every second slot is taken, so that most look-ups see one: they wait for memory and for little else. */
const SLOTS_PER_CODE = 2;
const FEWEST_SLOTS = 16;

/**
 * The key of a code in the form that nearly all codes of the national editions have: `I63.900`, `T20.300x006`, `N40.x00` among diagnoses,
 * `81.5100`, `17.3900x002`, `72.1x00` among procedures. Its signs are the digits of one number, so that the key stands for that code alone;
 * only a diagnosis and a procedure can share one, and they never share a table.
 *
 * @returns NOT_ORDINARY for any other form.
 */
export function ordinaryKey(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length !== SHORT && length !== LONG) return NOT_ORDINARY;
  // A sign that is no digit makes some number here negative, and with it all of them together.
  let outside: number;
  let key: number;
  const letter = bytes[start]! - CAPITAL_A;
  const second = bytes[start + 1]! - ZERO;
  if (letter >= 0) {
    const third = bytes[start + 2]! - ZERO;
    if (bytes[start + 3] !== POINT || letter > 25) return NOT_ORDINARY;
    outside = second | (9 - second) | third | (9 - third);
    key = (letter * 10 + second) * 10 + third;
  } else {
    const first = letter + CAPITAL_A - ZERO;
    const third = bytes[start + 3]! - ZERO;
    if (bytes[start + 2] !== POINT) return NOT_ORDINARY;
    outside = first | (9 - first) | second | (9 - second) | third | (9 - third);
    key = (first * 10 + second) * 10 + third;
  }
  const sign = bytes[start + 4]!;
  const fourth = sign === SMALL_X ? 10 : sign - ZERO;
  const fifth = bytes[start + 5]! - ZERO;
  const sixth = bytes[start + 6]! - ZERO;
  // `:` stands behind `9` and must not pass as `x`.
  if (fourth === 10 && sign !== SMALL_X) return NOT_ORDINARY;
  outside |= fourth | (10 - fourth) | fifth | (9 - fifth) | sixth | (9 - sixth);
  key = ((key * 11 + fourth) * 10 + fifth) * 10 + sixth;
  let behind = 0;
  if (length === LONG) {
    const a = bytes[start + 8]! - ZERO;
    const b = bytes[start + 9]! - ZERO;
    const c = bytes[start + 10]! - ZERO;
    if (bytes[start + 7] !== SMALL_X) return NOT_ORDINARY;
    outside |= a | (9 - a) | b | (9 - b) | c | (9 - c);
    behind = (a * 10 + b) * 10 + c + 1;
  }
  if (outside < 0) return NOT_ORDINARY;
  // Below 2^32, so that one more is never zero in 32 bits.
  return (key * 1001 + behind + 1) | 0;
}

/** Ids of ordinary codes by their keys, in one flat array. */
export class OrdinaryCodes {
  readonly slots: Int32Array;

  constructor(slots: Int32Array) {
    this.slots = slots;
  }

  static of(ids: ReadonlyMap<number, number>): OrdinaryCodes {
    let size = FEWEST_SLOTS;
    while (size < ids.size * SLOTS_PER_CODE) size *= 2;
    const slots = new Int32Array(size * SLOT);
    for (const [key, id] of ids) {
      let at = slotOf(key, slots.length);
      while (slots[at] !== NOT_ORDINARY) at = nextSlot(at, slots.length);
      slots[at] = key;
      slots[at + 1] = id;
    }
    return new OrdinaryCodes(slots);
  }

  get isEmpty(): boolean {
    return this.slots.every((value) => value === 0);
  }

  /** The id of the code with a key, or 0. */
  find(key: number): number {
    const { slots } = this;
    for (let at = slotOf(key, slots.length); ; at = nextSlot(at, slots.length)) {
      const found = slots[at];
      if (found === key) return slots[at + 1]!;
      if (found === NOT_ORDINARY) return 0;
    }
  }
}

/** Lengths are powers of two. */
function slotOf(key: number, length: number): number {
  const hash = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) * SLOT) & (length - 1);
}

function nextSlot(at: number, length: number): number {
  return (at + SLOT) & (length - 1);
}
