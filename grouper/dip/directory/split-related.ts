import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { CaseCell } from './case-history.js';
import { decimal, plus, ratio, type Ratio } from './ratio.js';

/** A set of cases by number and cost. */
export interface CasesAndCost {
  readonly cases: number;
  /** Fen. */
  readonly cost: number;
}

/** What became of one related procedure of a family. */
export interface RelatedVerdict extends CasesAndCost {
  readonly procedure: string;
  /** Mean against the mean it was compared with; above 1 it rises. */
  readonly rise: Ratio;
  readonly verdict: 'kept' | 'rise-too-small' | 'too-few-cases';
}

/** A family (main diagnosis and main procedure) taken apart by its related procedures. */
export interface RelatedSplit {
  readonly base: CasesAndCost;
  readonly verdicts: readonly RelatedVerdict[];
  /** Kept procedures, costliest first, each with the cells that became its group. */
  readonly kept: readonly { readonly verdict: RelatedVerdict; readonly cells: readonly CaseCell[] }[];
  /** Cells without a procedure that raises cost, and those with one that is too rare for a group. */
  readonly plain: readonly CaseCell[];
  readonly rare: readonly CaseCell[];
}

/**
 * Decides which related procedures make groups of their own inside a family.
 *
 * A case with several of them goes to the one with the highest mean, so procedures are judged from the costliest down, each on the cases
 * that are left; equal means fall back to the order of codes. The edge is compared by multiplying, never by a rounded percentage.
 */
export function splitRelated(
  family: readonly CaseCell[],
  threshold: number,
  choice: Pick<DirectoryPolicy['related'], 'rise' | 'operator' | 'base'>,
): RelatedSplit {
  const base = baseOf(family, choice.base);
  const edge = plus(ratio(1), decimal(choice.rise));
  const verdicts: RelatedVerdict[] = [];
  const kept: { verdict: RelatedVerdict; cells: readonly CaseCell[] }[] = [];
  const rising = new Set<string>();
  let left = family;
  for (const [procedure, all] of costliestFirst(family)) {
    const rises = risesEnough(all, base, edge, choice.operator);
    if (rises) rising.add(procedure);
    // Most procedures are too rare whatever is left of them; only the others are worth a walk over the family.
    const cells = rises && all.cases >= threshold ? left.filter((cell) => cell.related.includes(procedure)) : [];
    const remaining = total(cells);
    const isKept = remaining.cases >= threshold && risesEnough(remaining, base, edge, choice.operator);
    const judged = isKept ? remaining : all;
    const verdict: RelatedVerdict = {
      procedure,
      ...judged,
      rise: riseOf(judged, base),
      verdict: isKept ? 'kept' : rises ? 'too-few-cases' : 'rise-too-small',
    };
    verdicts.push(verdict);
    if (!isKept) continue;
    kept.push({ verdict, cells });
    left = left.filter((cell) => !cell.related.includes(procedure));
  }
  const isRare = (cell: CaseCell) => cell.related.some((procedure) => rising.has(procedure));
  return { base, verdicts, kept, plain: left.filter((cell) => !isRare(cell)), rare: left.filter(isRare) };
}

/** Sums cells. */
export function total(cells: readonly CaseCell[]): CasesAndCost {
  let cases = 0;
  let cost = 0;
  for (const cell of cells) {
    cases += cell.cases;
    cost += cell.cost;
  }
  return { cases, cost };
}

/** Where every case has a related procedure there is none without, and the family itself is what is left to compare with. */
function baseOf(family: readonly CaseCell[], choice: DirectoryPolicy['related']['base']): CasesAndCost {
  const without = choice === 'without-related' ? total(family.filter(({ related }) => related.length === 0)) : undefined;
  return without === undefined || without.cases === 0 ? total(family) : without;
}

function costliestFirst(family: readonly CaseCell[]): readonly (readonly [string, CasesAndCost])[] {
  const sums = new Map<string, { cases: number; cost: number }>();
  for (const { related, cases, cost } of family) {
    for (const procedure of related) {
      const sum = sums.get(procedure);
      if (sum === undefined) sums.set(procedure, { cases, cost });
      else {
        sum.cases += cases;
        sum.cost += cost;
      }
    }
  }
  return [...sums].sort(([codeA, a], [codeB, b]) => {
    const difference = BigInt(b.cost) * BigInt(a.cases) - BigInt(a.cost) * BigInt(b.cases);
    return difference > 0n ? 1 : difference < 0n ? -1 : codeA < codeB ? -1 : 1;
  });
}

function riseOf(some: CasesAndCost, base: CasesAndCost): Ratio {
  return ratio(BigInt(some.cost) * BigInt(base.cases), BigInt(some.cases) * BigInt(base.cost));
}

function risesEnough(some: CasesAndCost, base: CasesAndCost, edge: Ratio, operator: '>=' | '>'): boolean {
  if (some.cases === 0) return false;
  const left = BigInt(some.cost) * BigInt(base.cases) * edge.denominator;
  const right = BigInt(base.cost) * BigInt(some.cases) * edge.numerator;
  return operator === '>=' ? left >= right : left > right;
}
