import { SETTLEMENT_INVARIANTS, type Fen, type SettledFund } from '../../pricing/index.js';
import { ofFund } from './input-figures.js';
import type { CheckedInvariant } from './settled-period.js';

/** Checks everything that must hold of a fund's year. @param ofCases What the cases of each hospital were given together, by `figureKey`. */
export function yearInvariants(settled: SettledFund, ofCases: ReadonlyMap<string, Fen>): readonly CheckedInvariant[] {
  const { fund } = settled.year;
  const caseAmounts = ofFund(fund, ofCases);
  return SETTLEMENT_INVARIANTS.map(({ id, states, broken }) => {
    const found = broken({ ...settled, caseAmounts });
    return {
      id: `${fund}: ${id}`,
      fund,
      states,
      holds: found.length === 0,
      broken: found.map(({ of, expected, found: other }) => `${of}: ${expected} ≠ ${other}`),
    };
  });
}
