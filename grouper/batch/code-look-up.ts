import { UNKNOWN_CODE, type CodeIndex } from '../codes/code-index.js';
import { isPlainCode, sameBytes } from './plain-cells.js';
import type { CodeRanges } from './plain-case.js';

const ASTERISK = 0x2a;

/** The codes of one kind of a case as ids: what the kernel takes. Nothing is allocated from case to case. */
export class CodeLookUp {
  readonly ids: Int32Array;
  /** Tells codes apart where several have one id, as those have that are known by a pattern alone. */
  readonly identities: Int32Array;
  /** Places of the codes that the scheme does not know. */
  readonly unknown: Int32Array;
  unknownCount = 0;
  /** Whether a principal code stands among the others as well. */
  isPrincipalRepeated = false;
  readonly #index: CodeIndex;
  readonly #firstFree: number;

  /** @param firstFree The first identity that is no id: each code known by a pattern gets one of its own from here on. */
  constructor(index: CodeIndex, room: number, firstFree: number) {
    this.#index = index;
    this.#firstFree = firstFree;
    this.ids = new Int32Array(room);
    this.identities = new Int32Array(room);
    this.unknown = new Int32Array(room);
  }

  /**
   * Looks all codes up.
   *
   * @param others Place of the first code that is no principal one.
   * @returns false where a code stands twice among the others, is half of a pair, or is in no plain form: the slow path reads it then.
   */
  find(bytes: Uint8Array, { starts, ends, count }: CodeRanges, others: number): boolean {
    const { ids, identities } = this;
    this.unknownCount = 0;
    this.isPrincipalRepeated = false;
    for (let place = 0; place < count; place++) {
      const [start, end] = [starts[place]!, ends[place]!];
      const id = this.#index.lookUpBytes(bytes, start, end);
      ids[place] = id;
      identities[place] = id;
      // A code that the scheme knows by itself is in normal form, as all its codes are.
      const isShared = id === UNKNOWN_CODE || this.#index.isPatternId(id);
      if (isShared && !isPlainCode(bytes, start, end)) return false;
      if (id === UNKNOWN_CODE) {
        if (bytes[end - 1] === ASTERISK) return false;
        this.unknown[this.unknownCount++] = place;
      }
      for (let before = 0; before < place; before++) {
        if (ids[before] !== id) continue;
        const isSame = !isShared || sameBytes(bytes, start, end, starts[before]!, ends[before]!);
        if (isSame && before >= others) return false;
        if (!isSame) continue;
        this.isPrincipalRepeated = true;
        identities[place] = identities[before]!;
      }
      // Unknown codes are in no set, so that only codes of patterns need an identity.
      if (isShared && id !== UNKNOWN_CODE && identities[place] === id) identities[place] = this.#firstFree + place;
    }
    return true;
  }
}
