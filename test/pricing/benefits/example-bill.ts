// A policy and a bill in round numbers.
import type { BenefitValues } from '../../../pricing/benefits/benefit-values.js';
import type { BillFacts } from '../../../pricing/benefits/bill-facts.js';
import type { LayerId } from '../../../pricing/benefits/layers.js';
import { settleBill } from '../../../pricing/benefits/settle-bill.js';
import type { SettledBill } from '../../../pricing/benefits/settled-bill.js';
import { FIRST_STAY, type LayerYear, type YearToDate, type YearlyLayer } from '../../../pricing/benefits/year-to-date.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { benefitsOf, type WrittenBenefits } from '../benefits-of.js';
import { caseOf } from '../case-of.js';
import { contextOf } from '../policy-of.js';

export const RESIDENTS: WrittenBenefits = {
  bill: {
    order: ['major-illness', 'medical-assistance', 'other-payers'],
    otherCovers: ['in-scope', 'over-cap', 'first-self-paid', 'outside'],
  },
  basicPool: {
    deductibles: [{ hospitalLevels: ['1'], amount: '200' }, { amount: '1000' }],
    ratios: [{ hospitalLevels: ['1'], ratio: '0.85' }, { ratio: '0.60' }],
    yearCaps: [{ amount: '100000' }],
  },
  supplements: {
    'major-illness': {
      counts: ['in-scope'],
      start: '10000',
      tiers: [{ upTo: '20000', ratio: '0.50' }, { ratio: '0.70' }],
      tierBase: 'afterDeductible',
    },
  },
  assistance: {
    classes: [{ personClasses: ['subsistence'], ratio: '0.80', yearCap: '5000' }],
    counts: ['in-scope', 'over-cap'],
    linesPer: 'year',
  },
};

/** 100,000 = 5,000 + 3,000 + 2,000 + 90,000. */
export const BILL: BillFacts = {
  ...caseOf(),
  hospitalLevel: 3,
  totalCharges: parseYuan('100000.00'),
  selfPaid: parseYuan('5000.00'),
  overLimit: parseYuan('3000.00'),
  firstSelfPaid: parseYuan('2000.00'),
  yearToDate: FIRST_STAY,
};

/** A bill whose charges are all in scope. */
export const inScopeOnly = (total: string, facts: Partial<BillFacts> = {}): BillFacts => {
  const nothing = parseYuan('0.00');
  return { ...BILL, totalCharges: parseYuan(total), selfPaid: nothing, overLimit: nothing, firstSelfPaid: nothing, ...facts };
};

/** Earlier stays that left these sums. Unit: yuan. */
export function yearWith(layers: Readonly<Partial<Record<YearlyLayer, readonly [counted: string, paid: string]>>>): YearToDate {
  const sums = Object.entries(layers).map(([layer, [counted, paid]]): [string, LayerYear] => [
    layer,
    { counted: parseYuan(counted), paid: parseYuan(paid) },
  ]);
  return { earlierStays: 1, layers: { ...FIRST_STAY.layers, ...Object.fromEntries(sums) } };
}

/** Replaces sections of the example. */
export const settle = (
  facts: Partial<BillFacts> = {},
  change: Partial<WrittenBenefits> = {},
  rounding: Readonly<Record<string, string>> = {},
): SettledBill => settleWith(facts, benefitsOf({ ...RESIDENTS, ...change }), rounding);

export const settleWith = (
  facts: Partial<BillFacts>,
  values: BenefitValues,
  rounding: Readonly<Record<string, string>> = {},
): SettledBill => settleBill({ ...BILL, ...facts }, values, contextOf(rounding).rounding);

/** `payer amount` of every layer, in order. */
export const paid = ({ layers }: SettledBill): string[] => layers.map(({ layer, paid }) => `${layer} ${printYuan(paid)}`);

export const paidBy = ({ layers }: SettledBill, layer: LayerId): string | undefined => {
  const found = layers.find((one) => one.layer === layer);
  return found === undefined ? undefined : printYuan(found.paid);
};
