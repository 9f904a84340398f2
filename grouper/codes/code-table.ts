import assert from 'node:assert/strict';
import { prefixed, type FlatSections, type Sections } from '../flat/flat-sections.js';
import { NOT_ORDINARY, ordinaryKey, OrdinaryCodes } from './ordinary-codes.js';

/** The signs that codes are made of, numbered from 1; a sign that is in no code has number 0. */
const SIGN_NUMBERS = new Uint8Array(256);
for (const [place, sign] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.x+*/-_abcdefghijklmnopqrs'].entries()) {
  SIGN_NUMBERS[sign.charCodeAt(0)] = place + 1;
}
/** Six bits hold the number of a sign, so five signs fit into one integer and twenty into the four of a key. */
const BITS = 6;
const SIGNS_PER_INTEGER = 5;
const LONGEST_KEY = 4 * SIGNS_PER_INTEGER;

/** An entry is five integers: the four of the key, then the id. */
const ENTRY = 5;
const ID = 4;

/** A slot is one integer: the place of a code, counted from 1, and above it bits of the hash, so that another code's key is seldom read. */
const PLACE_BITS = 20;
const PLACE = (1 << PLACE_BITS) - 1;
/** Slots are kept at most two thirds full: small enough for the caches, which is what a look-up waits for. */
const FULLEST = 2 / 3;
const NOWHERE = -1;

/**
 * Codes with their ids in flat arrays, several times faster than a Map of strings at the size of a national scheme. Ordinary codes are one
 * integer each. The signs of others are packed into four, which serve as hash and as key at once: a look-up reads each sign once.
 *
 * A code with other signs than codes are made of, or with more than twenty, is kept apart in a Map.
 */
export class CodeTable {
  readonly #ordinary: OrdinaryCodes;
  readonly #slots: Int32Array;
  readonly #entries: Int32Array;
  readonly #odd: ReadonlyMap<string, number>;
  readonly isEmpty: boolean;

  constructor(ordinary: OrdinaryCodes, slots: Int32Array, entries: Int32Array, odd: ReadonlyMap<string, number>) {
    this.#ordinary = ordinary;
    this.#slots = slots;
    this.#entries = entries;
    this.#odd = odd;
    this.isEmpty = ordinary.isEmpty && entries.length === 0 && odd.size === 0;
  }

  /** Reads a table that lies among packed sections. */
  static open(sections: FlatSections, name: string): CodeTable {
    const odd = sections.texts(`${name}.odd`);
    const oddIds = sections.int32(`${name}.oddIds`);
    return new CodeTable(
      new OrdinaryCodes(sections.int32(`${name}.ordinary`)),
      sections.int32(`${name}.slots`),
      sections.int32(`${name}.entries`),
      new Map(odd.map((code, place) => [code, oddIds[place]!])),
    );
  }

  sections(name: string): Sections {
    return prefixed(name, {
      ordinary: this.#ordinary.slots,
      slots: this.#slots,
      entries: this.#entries,
      odd: [...this.#odd.keys()],
      oddIds: Int32Array.from(this.#odd.values()),
    });
  }

  /** The id of a code, or 0. */
  find(code: string): number {
    return toBytes(code) ? this.findBytes(SIGNS, 0, code.length) : (this.#odd.get(code) ?? 0);
  }

  /** The id of the code that stands in bytes as ASCII or UTF-8, or 0: the same as `find` of its text, which is not made. */
  findBytes(bytes: Uint8Array, start: number, end: number): number {
    const key = ordinaryKey(bytes, start, end);
    if (key !== NOT_ORDINARY) return this.#ordinary.find(key);
    if (end - start > LONGEST_KEY) return this.#findOddBytes(bytes, start, end);
    const a = packed(bytes, start, end);
    const b = packed(bytes, start + 5, end);
    const c = packed(bytes, start + 10, end);
    const d = packed(bytes, start + 15, end);
    if ((a | b | c | d) < 0) return this.#findOddBytes(bytes, start, end);
    const place = placeOf(this.#slots, this.#entries, a, b, c, d);
    return place === NOWHERE ? 0 : this.#entries[place * ENTRY + ID]!;
  }

  #findOddBytes(bytes: Uint8Array, start: number, end: number): number {
    if (this.#odd.size === 0) return 0;
    return this.#odd.get(Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString()) ?? 0;
  }
}

/** Collects the codes of a table. */
export class CodeTableBuilder {
  readonly #ordinary = new Map<number, number>();
  #slots = new Int32Array(64);
  #entries = new Int32Array(64 * ENTRY);
  #size = 0;
  readonly #odd = new Map<string, number>();

  /** @param id Above zero. A code that is there already gets the new id. */
  add(code: string, id: number): void {
    if (!toBytes(code) || !isPackable(code.length)) {
      this.#odd.set(code, id);
      return;
    }
    const ordinary = ordinaryKey(SIGNS, 0, code.length);
    if (ordinary !== NOT_ORDINARY) {
      this.#ordinary.set(ordinary, id);
      return;
    }
    const key = PARTS.map((from) => packed(SIGNS, from, code.length)) as [number, number, number, number];
    const known = placeOf(this.#slots, this.#entries, ...key);
    if (known !== NOWHERE) {
      this.#entries[known * ENTRY + ID] = id;
      return;
    }
    const place = this.#size++;
    assert(place < PLACE, 'a scheme has less than a million codes');
    if ((place + 1) * ENTRY > this.#entries.length) this.#growEntries();
    this.#entries.set([...key, id], place * ENTRY);
    if (this.#size > this.#slots.length * FULLEST) this.#growSlots();
    else this.#take(place);
  }

  finish(): CodeTable {
    return new CodeTable(OrdinaryCodes.of(this.#ordinary), this.#slots, this.#entries.slice(0, this.#size * ENTRY), this.#odd);
  }

  /** Takes the first free slot for the code at a place. */
  #take(place: number): void {
    const entry = place * ENTRY;
    const [a, b, c, d] = this.#entries.subarray(entry, entry + ID);
    const hash = hashOf(a!, b!, c!, d!);
    const last = this.#slots.length - 1;
    let at = hash & last;
    while (this.#slots[at] !== 0) at = (at + 1) & last;
    this.#slots[at] = (hash & ~PLACE) | (place + 1);
  }

  #growSlots(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let place = 0; place < this.#size; place++) this.#take(place);
  }

  #growEntries(): void {
    const entries = this.#entries;
    this.#entries = new Int32Array(entries.length * 2);
    this.#entries.set(entries);
  }
}

function placeOf(slots: Int32Array, entries: Int32Array, a: number, b: number, c: number, d: number): number {
  const hash = hashOf(a, b, c, d);
  const last = slots.length - 1;
  for (let at = hash & last; ; at = (at + 1) & last) {
    const slot = slots[at]!;
    if (slot === 0) return NOWHERE;
    if ((slot ^ hash) >>> PLACE_BITS !== 0) continue;
    const place = (slot & PLACE) - 1;
    const entry = place * ENTRY;
    if (entries[entry] === a && entries[entry + 1] === b && entries[entry + 2] === c && entries[entry + 3] === d) return place;
  }
}

/** The signs of the code that is looked up as a string, as bytes. */
const SIGNS = new Uint8Array(LONGEST_KEY);

/** Puts the signs of a code into SIGNS. @returns false where it is too long, or has one that is none of ASCII. */
function toBytes(code: string): boolean {
  const { length } = code;
  if (length > LONGEST_KEY) return false;
  let all = 0;
  for (let at = 0; at < length; at++) all |= SIGNS[at] = code.charCodeAt(at);
  return all < 0x80;
}

/** Five signs of a code as one integer, zero where it has none; negative where a sign is in no code. */
function packed(bytes: Uint8Array, from: number, until: number): number {
  let key = 0;
  const end = from + SIGNS_PER_INTEGER < until ? from + SIGNS_PER_INTEGER : until;
  for (let i = from; i < end; i++) {
    const number = SIGN_NUMBERS[bytes[i]!]!;
    if (number === 0) return -1;
    key = (key << BITS) | number;
  }
  return key;
}

/** Where the parts of a key begin. */
const PARTS = [0, 5, 10, 15];

/** Whether the signs in SIGNS are all such as codes are made of. */
function isPackable(length: number): boolean {
  return PARTS.every((from) => packed(SIGNS, from, length) >= 0);
}

/** Mixes the key; the lowest bits, which choose the slot, must hang on every sign. */
function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d) ^ Math.imul(d, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
