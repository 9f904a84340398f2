/** Bits for each identifier, and places that each sets: of those that are not among them three in a thousand pass for one. */
const BITS_EACH = 12;
const PLACES = 5;

/**
 * Gathers identifiers into a filter (a Bloom filter): it tells of most others that they are not among them, in a byte and a half for each,
 * where an index of the database takes fifty and half the time of loading.
 */
export class IdFilter {
  #hashes = new Uint32Array(1024);
  #count = 0;

  /** Takes the identifier that lies between two places, as the field of its row. */
  add(bytes: Uint8Array, start: number, end: number): void {
    if (this.#count === this.#hashes.length) {
      const more = new Uint32Array(this.#count * 2);
      more.set(this.#hashes);
      this.#hashes = more;
    }
    this.#hashes[this.#count++] = hashOf(bytes, start, end);
  }

  /** The filter of what was taken since the last call. Its bits are numbered from the lowest of the first byte on. */
  take(): Uint8Array {
    const filter = new Uint8Array(Math.max(1, Math.ceil((this.#count * BITS_EACH) / 8)));
    const bits = filter.length * 8;
    for (let at = 0; at < this.#count; at++) {
      const hash = this.#hashes[at]!;
      const step = stepOf(hash);
      for (let place = 0; place < PLACES; place++) {
        const bit = markOf(hash, step, place) % bits;
        filter[bit >> 3]! |= 1 << (bit & 7);
      }
    }
    this.#count = 0;
    return filter;
  }
}

/**
 * Marks of an identifier: in a filter that may hold it the bits are set whose numbers are these, divided by its bits, in the remainder.
 *
 * @param field As its field is written.
 */
export function filterMarks(field: Uint8Array): readonly number[] {
  const hash = hashOf(field, 0, field.length);
  const step = stepOf(hash);
  return Array.from({ length: PLACES }, (_, place) => markOf(hash, step, place));
}

const markOf = (hash: number, step: number, place: number): number => (hash + step * place) >>> 0;

/** FNV-1a, mixed once more so that all of its bits hang on all of the bytes. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return mixed(hash);
}

/** How far the places of an identifier lie apart: odd, so that they differ. */
const stepOf = (hash: number): number => (mixed(hash ^ 0x9e3779b9) | 1) >>> 0;

/** The last step of MurmurHash3. */
function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}
