import { TREATMENT_ATTRIBUTES, type DipChoices, type ProcedureAttributeRow } from '../../../reference-data/index.js';
import { CodeTable, CodeTableBuilder } from '../../codes/code-table.js';
import { prefixed, type FlatSections, type Sections } from '../../flat/flat-sections.js';
import { innermostFirst } from '../attributes/pattern-index.js';

const LEVEL_BITS = 3;
const LEVEL = (1 << LEVEL_BITS) - 1;
/** A range is two integers: where its ends stand in the bytes, and its value. */
const RANGE = 2;

/** Number of the attribute of a treatment value; the higher value of two is the higher attribute, then the higher level. */
export const attributeOfValue = (value: number): number => (value - 1) >> LEVEL_BITS;
/** Operation level of a treatment value; 0 where the table gives none. */
export const levelOfValue = (value: number): number => (value - 1) & LEVEL;

/**
 * The table of treatment attributes in flat arrays, look-ups in bytes: its values are attribute, an intervention as the region counts it,
 * and operation level.
 */
export class AttributeTable {
  readonly #exact: CodeTable;
  readonly #stems: CodeTable;
  /** Lengths of the patterns, longest first, each followed by the place where its ranges begin. */
  readonly #spans: Int32Array;
  readonly #ranges: Int32Array;
  readonly #ends: Uint8Array;

  constructor(exact: CodeTable, stems: CodeTable, spans: Int32Array, ranges: Int32Array, ends: Uint8Array) {
    this.#exact = exact;
    this.#stems = stems;
    this.#spans = spans;
    this.#ranges = ranges;
    this.#ends = ends;
  }

  static of(rows: readonly ProcedureAttributeRow[], interventionAs: DipChoices['interventionAs']): AttributeTable {
    const [exact, stems] = [new CodeTableBuilder(), new CodeTableBuilder()];
    const valueOf = ({ attribute, level }: ProcedureAttributeRow) => {
      const counted = attribute === 'interventional' ? interventionAs : attribute;
      return ((TREATMENT_ATTRIBUTES.indexOf(counted) << LEVEL_BITS) | (level ?? 0)) + 1;
    };
    const spans = [...new Set(rows.flatMap(({ pattern }) => (pattern.kind === 'exact' ? [] : pattern.span)))].sort(
      (a, b) => b - a,
    );
    for (const row of rows) {
      if (row.pattern.kind === 'exact') exact.add(row.pattern.code, valueOf(row));
      if (row.pattern.kind === 'prefix') stems.add(row.pattern.stem, valueOf(row));
    }
    const starts: number[] = [];
    const ranges: number[] = [];
    let ends = '';
    for (const span of spans) {
      starts.push(span, ranges.length / RANGE);
      const ofSpan = rows.flatMap((row) =>
        row.pattern.kind === 'range' && row.pattern.span === span ? [{ ...row.pattern, value: valueOf(row) }] : [],
      );
      for (const { from, to, value } of ofSpan.sort(innermostFirst)) {
        ranges.push(ends.length, value);
        ends += from + to;
      }
    }
    starts.push(0, ranges.length / RANGE);
    return new AttributeTable(
      exact.finish(),
      stems.finish(),
      Int32Array.from(starts),
      Int32Array.from(ranges),
      new Uint8Array(Buffer.from(ends, 'latin1')), // patterns are plain ASCII
    );
  }

  static open(sections: FlatSections, name: string): AttributeTable {
    return new AttributeTable(
      CodeTable.open(sections, `${name}.exact`),
      CodeTable.open(sections, `${name}.stems`),
      sections.int32(`${name}.spans`),
      sections.int32(`${name}.ranges`),
      sections.uint8(`${name}.ends`),
    );
  }

  sections(name: string): Sections {
    return {
      ...this.#exact.sections(`${name}.exact`),
      ...this.#stems.sections(`${name}.stems`),
      ...prefixed(name, { spans: this.#spans, ranges: this.#ranges, ends: this.#ends }),
    };
  }

  /** The treatment value of a procedure in normal form, 0 for one that no row covers: its own row, else the pattern of most signs. */
  findBytes(bytes: Uint8Array, start: number, end: number): number {
    const own = this.#exact.findBytes(bytes, start, end);
    if (own !== 0) return own;
    const spans = this.#spans;
    for (let place = 0; place < spans.length - RANGE; place += RANGE) {
      const span = spans[place]!;
      if (end - start < span) continue;
      const value = this.#stems.findBytes(bytes, start, start + span);
      if (value !== 0) return value;
      for (let range = spans[place + 1]!, until = spans[place + 3]!; range < until; range++) {
        const ends = this.#ranges[range * RANGE]!;
        const isWithin = this.#compare(bytes, start, ends, span) >= 0 && this.#compare(bytes, start, ends + span, span) <= 0;
        if (isWithin) return this.#ranges[range * RANGE + 1]!;
      }
    }
    return 0;
  }

  /** Below zero, zero or above, as the code begins with less than, the very, or more than the signs of an end. */
  #compare(bytes: Uint8Array, start: number, end: number, span: number): number {
    for (let at = 0; at < span; at++) {
      const difference = bytes[start + at]! - this.#ends[end + at]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
