import { z } from 'zod';
import { isWithin } from '../../reference-data/index.js';
import { paymentBreakdown } from '../breakdown.js';
import { countedCharges, needed } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { sumFen } from '../money.js';
import { NORMAL, paymentMethod, type MethodResult } from '../payment-method.js';
import { required } from '../policy/parameter.js';
import { policySection } from '../policy/section.js';
import { bounds, yuan } from '../policy/values.js';
import { ratio } from '../ratio.js';
import { payUnits, SETTLES } from '../unit-price/pay-units.js';

/** What a head costs by completed weeks of gestation; the first row that fits decides. */
const headPrices = z.array(z.strictObject({ weeks: bounds.optional(), price: yuan })).min(1);

/** What a region decides about paying antenatal care by the head (产前检查按人头). */
const SECTION = policySection({
  id: 'antenatal',
  title: { zh: '产前检查按人头付费', en: 'Antenatal care by the head' },
  parameters: {
    headPrices: required('yuan-per-head', { zh: '人头标准', en: 'Head prices by week' }, headPrices, { isPerFund: true }),
    settles: required('choice', { zh: '低于标准时', en: 'Where the care cost less' }, z.enum(SETTLES)),
  },
});

/** Antenatal care: one price for all care of a pregnancy, by the week that it had reached when the care ended. */
export const ANTENATAL = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, { headPrices: { value, citation }, settles }, { rounding }): MethodResult {
    const row = value.find(({ weeks }) => weeks === undefined || isWithin(ratio(needed(facts, 'gestationWeeks')), weeks));
    if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: facts.caseId });
    const actual = settles.value === 'fixed-rate' ? undefined : countedCharges(facts);
    const lines = payUnits({ units: 1n, price: row.price, actual, citation }, rounding.amount.value);
    const amount = sumFen(lines.map((line) => line.amount));
    const breakdown = paymentBreakdown(amount, lines);
    return { method: SECTION.id, outcome: NORMAL, covers: 'fund', amount, breakdown, notices: [] };
  },
});
