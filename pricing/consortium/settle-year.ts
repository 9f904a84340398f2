import {
  amountOperand,
  operand,
  paymentBreakdown,
  type BreakdownLine,
  type PaymentBreakdown,
  type Rule,
  type Term,
} from '../breakdown.js';
import { fen, NO_MONEY, subtractFen, type Fen } from '../money.js';
import { ZERO, type Ratio } from '../ratio.js';
import type { RoundingRules } from '../rounding-section.js';
import type { ConsortiumValues } from './consortium-section.js';
import { overspendRate, shareOverspend } from './overspend-bands.js';
import { CARE_KINDS, careInAll, notBelowZero, type CareKind, type YearFacts } from './package-facts.js';
import { reasonablePart } from './reasonable-part.js';
import { shareSurplus, type SharedSurplus } from './surplus.js';

/** What becomes of a package at the end of its year. Unit: fen. */
export interface ConsortiumYear {
  readonly used: Fen;
  /** One of the two is nothing. */
  readonly surplus: Fen;
  readonly overspend: Fen;
  /** The overspend as a share of the package; exact. */
  readonly overspendRate: Ratio;
  readonly shared: SharedSurplus;
  /** Who bears the overspend; the two add up to it. */
  readonly borne: { readonly fund: Fen; readonly consortium: Fen };
  /** Adds up to the surplus, or to the overspend as an amount below zero. */
  readonly breakdown: PaymentBreakdown;
}

const TERMS = {
  package: { zh: '包干总额', en: 'package', unit: 'yuan' },
  used: { zh: '实际支出', en: 'spent', unit: 'yuan' },
  outpatient: { zh: '门诊支出', en: 'outpatient care', unit: 'yuan' },
  inpatient: { zh: '住院支出', en: 'inpatient care', unit: 'yuan' },
  outOfCounty: { zh: '县外就医支出', en: 'care outside the county', unit: 'yuan' },
  balance: { zh: '结余（超支为负）', en: 'surplus, below zero an overspend', unit: 'yuan' },
  reasonable: { zh: '合理超支', en: 'overspend that is shared', unit: 'yuan' },
  rate: { zh: '超支率', en: 'overspend against the package', unit: '1' },
} as const satisfies Record<string, Term> & Readonly<Record<CareKind, Term>>;

const BALANCE: Rule = {
  id: 'balance',
  label: { zh: '结余或超支', en: 'Surplus or overspend' },
  formula: { zh: '包干总额 − 门诊 − 住院 − 县外就医', en: 'package − outpatient − inpatient − outside the county' },
};
const BY_FUND: Rule = {
  id: 'overspend-of-fund',
  label: { zh: '基金分担超支', en: 'Overspend that the fund bears' },
  formula: { zh: '− Σ 各段合理超支 × 基金分担比例', en: '− Σ reasonable overspend in the band × share of the fund' },
};
const BY_CONSORTIUM: Rule = {
  id: 'overspend-of-consortium',
  label: { zh: '医共体承担超支', en: 'Overspend that the consortium bears' },
  formula: { zh: '−（超支 − 基金分担）', en: '− (overspend − what the fund bears)' },
};

const NOTHING_SHARED: SharedSurplus = { kept: NO_MONEY, toRiskFund: NO_MONEY, toFund: NO_MONEY, parties: [], lines: [] };
const NOTHING_BORNE = { fund: NO_MONEY, consortium: NO_MONEY };

/**
 * Settles the year of a package: a surplus is kept as far as the assessment says and split among the parties, an overspend is shared as far
 * as it is reasonable.
 *
 * @throws PRICING_FACT_MISSING for a score or causes that the policy asks for; PRICING_CAUSE_UNKNOWN; PRICING_BELOW_ZERO.
 */
export function settleConsortiumYear(facts: YearFacts, values: ConsortiumValues, rounding: RoundingRules): ConsortiumYear {
  const whole = notBelowZero(facts.package, facts.consortium, 'package');
  const used = careInAll(facts);
  const balance = subtractFen(whole, used);
  const operands = [
    amountOperand(TERMS.package, whole),
    ...CARE_KINDS.map((kind) => amountOperand(TERMS[kind], facts.care[kind] ?? NO_MONEY)),
  ];
  const step = { rule: BALANCE, operands, result: amountOperand(TERMS.balance, balance) };
  if (balance >= 0n) {
    const shared = shareSurplus(balance, facts, values, rounding);
    const breakdown = paymentBreakdown(balance, shared.lines, [step]);
    return { used, surplus: balance, overspend: NO_MONEY, overspendRate: ZERO, shared, borne: NOTHING_BORNE, breakdown };
  }
  const overspend = fen(-balance);
  const rate = overspendRate(overspend, whole);
  const { borne, lines } = bear(overspend, rate, facts, values, rounding);
  const breakdown = paymentBreakdown(balance, lines, [step]);
  return { used, surplus: NO_MONEY, overspend, overspendRate: rate, shared: NOTHING_SHARED, borne, breakdown };
}

function bear(overspend: Fen, rate: Ratio, facts: YearFacts, values: ConsortiumValues, { amount }: RoundingRules) {
  const { overspendBands: bands } = values;
  const reasonable = reasonablePart(overspend, facts, values);
  const { fund } = bands === undefined ? NOTHING_BORNE : shareOverspend(reasonable, facts.package, bands.value, amount.value);
  const borne = { fund, consortium: subtractFen(overspend, fund) };
  const operands = [
    amountOperand(TERMS.reasonable, reasonable),
    amountOperand(TERMS.package, facts.package),
    operand(TERMS.rate, rate),
  ];
  const lines: BreakdownLine[] = [
    { rule: BY_FUND, operands, amount: fen(-borne.fund), ...(bands === undefined ? {} : { citation: bands.citation }) },
    { rule: BY_CONSORTIUM, operands: [], amount: fen(-borne.consortium) },
  ];
  return { borne, lines };
}
