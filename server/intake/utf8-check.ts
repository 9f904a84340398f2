import { isUtf8 } from 'node:buffer';

/** Where the last whole character of UTF-8 ends. */
export function endOfWholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return bytes.length - back;
  }
  return bytes.length;
}

const NOTHING = new Uint8Array(0);

/** Tells whether bytes that come piece by piece are UTF-8: characters may be cut between two pieces. */
export class Utf8Check {
  /** The bytes of a character that the next piece goes on with. */
  #begun: Uint8Array = NOTHING;

  /** @returns false from the first piece on with which they are not. */
  take(piece: Uint8Array): boolean {
    const bytes = this.#begun.length === 0 ? piece : Buffer.concat([this.#begun, piece]);
    const end = endOfWholeCharacters(bytes);
    this.#begun = Uint8Array.from(bytes.subarray(end));
    return isUtf8(bytes.subarray(0, end));
  }

  /** Whether the last character was whole too. */
  end(): boolean {
    return this.#begun.length === 0 || isUtf8(this.#begun);
  }
}
