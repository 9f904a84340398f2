import { NO_ROW } from '../flat/flat-directory.js';
import { LATER_IN_SHEET, type Contest } from './contest.js';
import { IntegerStack } from './integer-stack.js';

/** Rows that fit a case, with how well each does; more wins. */
export class RowMatches {
  readonly rows = new IntegerStack();
  readonly scores = new IntegerStack();

  get count(): number {
    return this.rows.count;
  }

  clear(): void {
    this.rows.clear();
    this.scores.clear();
  }

  add(row: number, score: number): void {
    this.rows.push(row);
    this.scores.push(score);
  }

  /** Adds a row at its place in sheet order; one that is there already stays as it is. */
  addInOrder(row: number, score: number): void {
    let at = this.count;
    while (at > 0 && this.rows.values[at - 1]! > row) at--;
    if (at > 0 && this.rows.values[at - 1] === row) return;
    this.add(row, score);
    for (let from = this.count - 1; from > at; from--) this.#swap(from, from - 1);
  }

  /** Keeps the first ones. */
  shorten(count: number): void {
    this.rows.count = count;
    this.scores.count = count;
  }

  reverse(): void {
    for (let from = 0, to = this.count - 1; from < to; from++, to--) this.#swap(from, to);
  }

  /** The highest score wins; of equal ones the first, and the tie is noted. @returns The row, or NO_ROW where none fits. */
  best(contest: Contest, because: number): number {
    if (this.count === 0) return NO_ROW;
    const rows = this.rows.values;
    const scores = this.scores.values;
    if (this.count === 1) return rows[0]!;
    let first = 0;
    let leading = 1;
    for (let at = 1; at < this.count; at++) {
      if (scores[at]! > scores[first]!) {
        first = at;
        leading = 1;
      } else if (scores[at] === scores[first]) leading++;
    }
    for (let at = 0; at < this.count; at++) {
      const isLeading = scores[at] === scores[first];
      if (at !== first) contest.lose(rows[at]!, isLeading ? LATER_IN_SHEET : because);
      if (isLeading && leading > 1) contest.tiedRows.push(rows[at]!);
    }
    return rows[first]!;
  }

  #swap(a: number, b: number): void {
    for (const { values } of [this.rows, this.scores]) {
      const value = values[a]!;
      values[a] = values[b]!;
      values[b] = value;
    }
  }
}
