import type { CodePattern } from '../../../reference-data/index.js';

interface Range<T> {
  readonly from: string;
  readonly to: string;
  readonly value: T;
}

interface Span<T> {
  readonly length: number;
  readonly stems: Map<string, T>;
  /** Innermost first. */
  readonly ranges: Range<T>[];
}

/**
 * Values by patterns of codes. A code finds the value of its own row, else that of the pattern that looks at most of its signs, else
 * nothing; one step for each length of pattern there is.
 */
export class PatternIndex<T> {
  readonly #exact = new Map<string, T>();
  readonly #spans: readonly Span<T>[];

  /** @param rows Patterns in normal form, each once. */
  constructor(rows: Iterable<readonly [CodePattern, T]>) {
    const spans = new Map<number, Span<T>>();
    for (const [pattern, value] of rows) {
      if (pattern.kind === 'exact') {
        this.#exact.set(pattern.code, value);
        continue;
      }
      const span = spans.get(pattern.span) ?? { length: pattern.span, stems: new Map<string, T>(), ranges: [] };
      spans.set(pattern.span, span);
      if (pattern.kind === 'prefix') span.stems.set(pattern.stem, value);
      else span.ranges.push({ from: pattern.from, to: pattern.to, value });
    }
    for (const span of spans.values()) span.ranges.sort(innermostFirst);
    this.#spans = [...spans.values()].sort((a, b) => b.length - a.length);
  }

  /** @param code In normal form. */
  find(code: string): T | undefined {
    const own = this.#exact.get(code);
    if (own !== undefined) return own;
    for (const { length, stems, ranges } of this.#spans) {
      if (code.length < length) continue;
      const stem = code.slice(0, length);
      const value = stems.get(stem);
      if (value !== undefined) return value;
      for (const range of ranges) if (range.from <= stem && stem <= range.to) return range.value;
    }
    return undefined;
  }
}

/** Order of ranges of one span. They are nested or apart, so the one that begins last, and of those the one that ends first, is the innermost. */
export function innermostFirst(a: Pick<Range<unknown>, 'from' | 'to'>, b: Pick<Range<unknown>, 'from' | 'to'>): number {
  if (a.from !== b.from) return a.from < b.from ? 1 : -1;
  return a.to < b.to ? -1 : a.to === b.to ? 0 : 1;
}
