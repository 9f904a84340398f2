import { compareExactly, exactDecimal, type ExactDecimal } from './exact-decimal.js';

type Comparison = '>=' | '>' | '<=' | '<' | '=';

/** Comparisons that a number must all pass, as a policy writes them: `>= 2, <= 7`. The policy says which side each edge is on. */
export interface Bounds {
  readonly printed: string;
  readonly all: readonly { readonly comparison: Comparison; readonly value: ExactDecimal }[];
}

const COMPARISON = /^(>=|>|<=|<|=|≥|≤)\s*(\S+)$/;
const FOLDED: Readonly<Record<string, Comparison>> = { '≥': '>=', '≤': '<=' };

/** Reads one comparison or several with commas between them: `>= 3`, `≥ 2, < 8`. @returns undefined for anything else. */
export function parseBounds(printed: string): Bounds | undefined {
  const all: { comparison: Comparison; value: ExactDecimal }[] = [];
  for (const part of printed.split(/[,，]/)) {
    const [, sign, number = ''] = COMPARISON.exec(part.trim()) ?? [];
    const value = exactDecimal(number);
    if (sign === undefined || value === undefined) return undefined;
    all.push({ comparison: FOLDED[sign] ?? (sign as Comparison), value });
  }
  return { printed, all };
}

/** Whether a fraction passes every comparison. Multiplies instead of dividing, so that an edge is never decided by rounding. */
export function isWithin(value: Pick<ExactDecimal, 'numerator' | 'denominator'>, bounds: Bounds): boolean {
  for (const { comparison, value: edge } of bounds.all) if (!passes(compareExactly(value, edge), comparison)) return false;
  return true;
}

function passes(order: -1 | 0 | 1, comparison: Comparison): boolean {
  switch (comparison) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
  }
}
