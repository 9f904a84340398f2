import { operand, type Operand } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import { baseOf, baseOperand, countedBase, type CountedBase } from '../episode/counted-base.js';
import { rowOfCase } from '../episode/row-of-case.js';
import { TERMS } from '../episode/terms.js';
import type { GroupValues } from '../group-values.js';
import { antenatalRule, isAntenatal, weekPrice, type AntenatalRule } from '../maternity/antenatal.js';
import { babyCountTable } from '../maternity/babies.js';
import { deliveryPrice, deliveryTable } from '../maternity/delivery.js';
import { payPrice } from '../maternity/price-of-care.js';
import { payTiers } from '../maternity/tiers.js';
import type { Fen } from '../money.js';
import { inPolicy, paymentMethod, type MethodResult } from '../payment-method.js';
import type { Citation } from '../policy/citation.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type SectionFault, type ValuesOf } from '../policy/section.js';
import { yuan } from '../policy/values.js';
import { HALF_UP_TO_FEN, roundToFen, type Rounding } from '../rounding.js';

const PER_FUND = { isPerFund: true };

/** What a region decides about maternity care (生育医疗费用): three legal kinds, fixed sum, limit and tiers. */
const SECTION = policySection({
  id: 'maternity',
  title: { zh: '生育医疗费用', en: 'Maternity care' },
  parameters: {
    /** What limits and tiers are held against. */
    base: required('choice', { zh: '计算基数', en: 'Charges that count' }, countedBase),
    antenatal: optional('table', { zh: '产前检查', en: 'Antenatal care' }, antenatalRule, PER_FUND),
    deliveries: optional('table', { zh: '住院分娩', en: 'Deliveries' }, deliveryTable, PER_FUND),
    /** On fixed prices and limits of deliveries. */
    extraBaby: optional('yuan', { zh: '每多一胎加付', en: 'For each baby beyond the first' }, yuan, PER_FUND),
    babyCounts: optional('table', { zh: '胎儿数判定', en: 'Babies by codes' }, babyCountTable),
  },
  check: ({ antenatal, deliveries }): readonly SectionFault[] =>
    antenatal === undefined && deliveries === undefined ? [NOTHING_PRICED] : [],
});

type MaternityValues = ValuesOf<typeof SECTION>;

const NOTHING_PRICED: SectionFault = {
  parameter: 'deliveries',
  message: { zh: 'antenatal 和 deliveries 至少要有一项', en: 'either antenatal or deliveries is needed' },
};

/** Maternity: antenatal care by weeks, deliveries by kind; the amount is the fund's own part, and there is no deductible. */
export const MATERNITY = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, group, values, { rounding }): MethodResult {
    const rule = values.antenatal?.value;
    const paid = isAntenatal(facts, rule)
      ? payAntenatal(facts, rule, values)
      : payDelivery(facts, group, values, rounding.amount.value);
    return { method: SECTION.id, covers: 'fund', notices: [], ...paid };
  },
});

type Paid = Pick<MethodResult, 'outcome' | 'amount' | 'breakdown'>;

function payAntenatal(facts: CaseFacts, rule: AntenatalRule, values: MaternityValues): Paid {
  const { citation } = values.antenatal!;
  const { price } = weekPrice(facts, rule, citation.parameter);
  const weeks = facts.gestationWeeks === undefined ? [] : [operand(TERMS.weeks, facts.gestationWeeks)];
  return payPrice(
    {
      pays: rule.pays,
      price: roundToFen(price, HALF_UP_TO_FEN),
      operands: [...weeks, operand(TERMS.price, price, citation)],
      citation,
    },
    () => counted(facts, values.base.value),
  );
}

function payDelivery(facts: CaseFacts, group: GroupValues | undefined, values: MaternityValues, rounding: Rounding): Paid {
  const deliveries = inPolicy(values.deliveries, 'maternity.deliveries', facts);
  const { citation }: { readonly citation: Citation } = deliveries;
  const row = rowOfCase(deliveries, facts, group);
  if (row.pays !== 'tiers') return payPrice(deliveryPrice(row, citation, facts, values), () => counted(facts, values.base.value));
  const [charges, cost] = counted(facts, values.base.value);
  return payTiers(charges, cost, row.tiers, citation, rounding);
}

function counted(facts: CaseFacts, base: CountedBase): readonly [Fen, Operand] {
  const amount = baseOf(facts, base);
  return [amount, baseOperand(amount, base)];
}
