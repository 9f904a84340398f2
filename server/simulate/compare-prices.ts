import { COMPARING } from '../batch/compare-lines.js';
import { linesOfCases, type CasesForLines } from '../batch/lines-of-cases.js';
import type { CaseComparerSetup } from './case-comparer.js';
import { readComparedLine } from './compared-case.js';
import type { TakeCases } from './compare-settled.js';
import { Comparison } from './comparison.js';

export interface ComparePricesOptions {
  readonly onProgress?: ((progress: { readonly rows: number; readonly share: number | undefined }) => void) | undefined;
  /** Sees every case, in input order. */
  readonly onCases?: TakeCases | undefined;
}

/** Regroups and reprices every case under two sides and compares what the fund pays for those that both price. */
export async function comparePrices(
  files: readonly CasesForLines<CaseComparerSetup>[],
  { onProgress, onCases }: ComparePricesOptions,
): Promise<Comparison> {
  const comparison = new Comparison('both');
  for (const [place, file] of files.entries()) {
    for await (const { lines, share } of linesOfCases(COMPARING, file)) {
      const cases = lines.map(readComparedLine);
      for (const one of cases) comparison.add(one);
      await onCases?.(cases);
      onProgress?.({ rows: comparison.rows, share: share === undefined ? undefined : (place + share) / files.length });
    }
  }
  return comparison;
}
