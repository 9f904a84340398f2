/**
 * Words of records, each held once and by itself. A field of a record is a part of the text that was read: a table that has it among its
 * keys would keep all of that text, and one with thousands of groups the whole file.
 */
export class OwnWords {
  readonly #known = new Map<string, string>();

  /** The same word, which keeps nothing but itself. */
  of(word: string): string {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const own = ownText(word);
    this.#known.set(own, own);
    return own;
  }
}

/** The same text, which keeps nothing but itself. */
export const ownText = (text: string): string => Buffer.from(text).toString();
