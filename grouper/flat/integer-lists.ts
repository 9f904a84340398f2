/** A list of integers for each of many numbered things, flat in two arrays: list i is `values[start[i]]` up to `values[start[i + 1]]`. */
export interface IntegerLists {
  readonly start: Int32Array;
  readonly values: Int32Array;
}

/** Collects such lists; a value enters a list once. */
export class IntegerListsBuilder {
  readonly #lists = new Map<number, Set<number>>();

  add(index: number, value: number): void {
    const list = this.#lists.get(index);
    if (list === undefined) this.#lists.set(index, new Set([value]));
    else list.add(value);
  }

  /** Adds every value of one list to another. */
  addAll(index: number, from: number): void {
    for (const value of this.#lists.get(from) ?? []) this.add(index, value);
  }

  /** @param count How many lists there are; those never added to are empty. */
  finish(count: number): IntegerLists {
    const start = new Int32Array(count + 1);
    for (let index = 0; index < count; index++) start[index + 1] = start[index]! + (this.#lists.get(index)?.size ?? 0);
    const values = new Int32Array(start[count]!);
    for (const [index, list] of this.#lists) {
      let at = start[index]!;
      for (const value of list) values[at++] = value;
    }
    return { start, values };
  }
}
