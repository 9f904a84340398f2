import { IntegerStack } from './integer-stack.js';

/** Codes of one kind of a case by place: where each lies in the bytes of the case, and its id, 0 for one that the directory does not name. */
export class CaseCodes {
  readonly starts = new IntegerStack();
  readonly ends = new IntegerStack();
  readonly ids = new IntegerStack();

  get count(): number {
    return this.starts.count;
  }

  /** The id is found later. */
  add(start: number, end: number): void {
    this.starts.push(start);
    this.ends.push(end);
    this.ids.push(0);
  }

  clear(): void {
    this.starts.clear();
    this.ends.clear();
    this.ids.clear();
  }

  /** Whether two places hold the same code. Those with an id are told by it. */
  isSame(bytes: Uint8Array, a: number, b: number): boolean {
    const id = this.ids.values[a]!;
    return id === this.ids.values[b] && (id !== 0 || this.hasSameBytes(bytes, a, b));
  }

  hasSameBytes(bytes: Uint8Array, a: number, b: number): boolean {
    const start = this.starts.values[a]!;
    const other = this.starts.values[b]!;
    const length = this.ends.values[a]! - start;
    if (length !== this.ends.values[b]! - other) return false;
    // Codes differ at their ends more often than where they begin.
    for (let at = length - 1; at >= 0; at--) if (bytes[start + at] !== bytes[other + at]) return false;
    return true;
  }
}
