import type { ClearingValues, Evidence, FundBudget, SettlementRules } from '../../pricing/index.js';
import type { BookedEntry } from './entries.js';
import type { GatheredCases } from './gather-cases.js';

/** One fund with its rules and its budget. */
export interface FundToSettle {
  readonly fund: string;
  readonly rules: SettlementRules;
  readonly budget: FundBudget;
  /** Absent where the region says nothing of clearing. */
  readonly clearing?: ClearingValues | undefined;
}

/** What the funds of a period are settled from. */
export interface FundsInput {
  readonly funds: readonly FundToSettle[];
  readonly cases: GatheredCases;
  /** That this run books. */
  readonly entries: readonly BookedEntry[];
}

/** Hospitals of a fund that have entries or figures beside their cases, each once, in order. */
export function hospitalsOf(...names: readonly Iterable<string>[]): readonly string[] {
  return [...new Set(names.flatMap((some) => [...some]))].sort();
}

export const gradesOf = (funds: readonly FundToSettle[]): readonly Evidence[] => funds.map(({ rules }) => rules.evidence);
