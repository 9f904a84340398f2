import type { CalculationStep, Rule } from '../breakdown.js';
import { amountOperand } from '../breakdown.js';
import { NO_MONEY, sumFen } from '../money.js';
import type { Citation, Sourced } from '../policy/citation.js';
import type { BillFacts } from './bill-facts.js';
import type { CostParts } from './cost-parts.js';
import { TERMS } from './terms.js';

/**
 * Limits that a case of the waiver list is relieved of (重大疫情等特殊情形). The first three make charges count as in scope: those outside the
 * catalogue, above price limits, and first self-pay. `patient-part`: what the layers leave is paid from public money.
 */
export const WAIVED_LIMITS = ['catalogue', 'price-limits', 'first-self-pay', 'deductible', 'year-caps', 'patient-part'] as const;
export type WaivedLimit = (typeof WAIVED_LIMITS)[number];

/** The list of the policy that names cases whose limits are waived. */
const WAIVER_LIST = 'waiver';

const WAIVES: Rule = {
  id: 'waived-limits',
  label: { zh: '取消目录与限价限制', en: 'Limits waived' },
  formula: { zh: '符合政策范围 + 免除限制的费用', en: 'in-scope charges + charges whose limit is waived' },
};

/** The limits that a case is relieved of: none, unless its list says so. */
export const waivedFor = (
  { specialListFlags = [] }: BillFacts,
  waive: Sourced<readonly WaivedLimit[]> | undefined,
): readonly WaivedLimit[] => (waive !== undefined && specialListFlags.includes(WAIVER_LIST) ? waive.value : []);

/** The kinds of charges after the waiver: what is no longer outside is in scope. */
export function waivedParts(parts: CostParts, waived: readonly WaivedLimit[]): CostParts {
  const selfPaid = waived.includes('catalogue') ? NO_MONEY : parts.selfPaid;
  const overLimit = waived.includes('price-limits') ? NO_MONEY : parts.overLimit;
  const firstSelfPaid = waived.includes('first-self-pay') ? NO_MONEY : parts.firstSelfPaid;
  const moved = [parts.selfPaid - selfPaid, parts.overLimit - overLimit, parts.firstSelfPaid - firstSelfPaid];
  const inScope = sumFen([parts.inScope, ...(moved as (typeof selfPaid)[])]);
  return { total: parts.total, selfPaid, overLimit, firstSelfPaid, inScope };
}

/** Shows what the waiver moved; nothing where it moved nothing. */
export function waiverSteps(before: CostParts, after: CostParts, citation: Citation | undefined): readonly CalculationStep[] {
  if (before.inScope === after.inScope) return [];
  const operands = (['inScope', 'selfPaid', 'overLimit', 'firstSelfPaid'] as const).map((name) =>
    amountOperand(TERMS[name], before[name]),
  );
  const result = amountOperand(TERMS.inScope, after.inScope);
  return [{ rule: WAIVES, operands, result, ...(citation === undefined ? {} : { citation }) }];
}
