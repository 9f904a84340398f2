import { amountOperand, operand, type BreakdownLine, type Rule, type Term } from '../breakdown.js';
import { notNegative, wholeCount } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { fen, subtractFen, yuanOf, type Fen } from '../money.js';
import { greater, lesser, ratio, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { ChronicPackage, ChronicValues } from './chronic-section.js';

/** A person in a package for a year. */
export interface ChronicHead {
  /** Names the person in errors; never the number of the person. */
  readonly head: string;
  readonly package: string;
  /** Outpatient cost of the disease last year; absent for a person who is new. */
  readonly lastYearCost?: Fen | undefined;
  /** What the patient paid by the actual cost, which comes off a fee that buys the whole care; absent before it is known. */
  readonly patientPart?: Fen | undefined;
  /** Months in the package; the whole year where nothing is stated. */
  readonly months?: number | undefined;
}

const TERMS = {
  lastYear: { zh: '上年度费用', en: 'cost of last year', unit: 'yuan' },
  floor: { zh: '下限', en: 'floor', unit: 'yuan' },
  cap: { zh: '上限', en: 'cap', unit: 'yuan' },
  fee: { zh: '年度包干标准', en: 'fee of a year', unit: 'yuan-per-head' },
  months: { zh: '在包月数', en: 'months in the package', unit: 'month' },
  headFee: { zh: '人头费', en: 'head fee', unit: 'yuan' },
  patient: { zh: '个人支付', en: "patient's part", unit: 'yuan' },
} as const satisfies Record<string, Term>;

const CLAMPED: Rule = {
  id: 'head-fee',
  label: { zh: '人头费', en: 'Head fee' },
  formula: { zh: '上年度费用，不低于下限、不高于上限', en: 'cost of last year, the floor at least and the cap at most' },
};
const YEAR: Rule = {
  id: 'head-fee',
  label: { zh: '人头费', en: 'Head fee' },
  formula: { zh: '年度包干标准 × 在包月数 ÷ 12', en: 'fee of a year × months in the package ÷ 12' },
};
const PATIENT: Rule = {
  id: 'patient-part',
  label: { zh: '扣除个人支付', en: "Less the patient's part" },
  formula: { zh: '− 个人按实际费用支付的部分', en: '− what the patient paid by the actual cost' },
};
const FLOOR: Rule = {
  id: 'floor-at-zero',
  label: { zh: '负数按零计', en: 'Not below zero' },
  formula: { zh: '补足至零', en: 'made up to zero' },
};

const MONTHS_OF_YEAR = 12;

/** The fee of one person, and the lines that make the fund's part of it. @throws as `chronicPayment` */
export function payHead(
  person: ChronicHead,
  { packages, negativeRule }: ChronicValues,
  rounding: Rounding,
): { readonly head: string; readonly headFee: Fen; readonly lines: readonly BreakdownLine[] } {
  const { head, patientPart } = person;
  const { citation } = packages;
  const row = packages.value.find((one): one is HeadPackage => one.package === person.package && one.pays !== 'session');
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: person.package });
  const months = wholeCount(person.months ?? MONTHS_OF_YEAR, { of: head, field: 'months' }, MONTHS_OF_YEAR);
  const year = yearFee(person, row);
  const headFee = roundToFen(times(year.fee, ratio(months, MONTHS_OF_YEAR)), rounding);
  const operands = [
    ...year.operands.map(([term, value]) => operand(term, value, citation)),
    operand(TERMS.months, ratio(months)),
  ];
  const fee: BreakdownLine = { rule: year.rule, operands, amount: headFee, citation };
  if (row.covers === 'fund' || patientPart === undefined) return { head, headFee, lines: [fee] };
  const own = notNegative(patientPart, { of: head, field: 'patientPart' });
  const off: BreakdownLine = { rule: PATIENT, operands: [amountOperand(TERMS.patient, own)], amount: fen(-own), citation };
  const fund = subtractFen(headFee, own);
  if (fund >= 0n || negativeRule.value === 'keep') return { head, headFee, lines: [fee, off] };
  const floor: BreakdownLine = { rule: FLOOR, operands: [], amount: fen(-fund), citation: negativeRule.citation };
  return { head, headFee, lines: [fee, off, floor] };
}

type HeadPackage = Exclude<ChronicPackage, { pays: 'session' }>;

interface YearFee {
  /** Unit: yuan. */
  readonly fee: Ratio;
  readonly rule: Rule;
  readonly operands: readonly (readonly [Term, Ratio])[];
}

function yearFee({ head, lastYearCost }: ChronicHead, row: HeadPackage): YearFee {
  if (row.pays === 'year') return { fee: row.fee, rule: YEAR, operands: [[TERMS.fee, row.fee]] };
  if (lastYearCost === undefined) {
    if (row.newPatient === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: head, field: 'lastYearCost' });
    return { fee: row.newPatient, rule: YEAR, operands: [[TERMS.fee, row.newPatient]] };
  }
  const cost = yuanOf(notNegative(lastYearCost, { of: head, field: 'lastYearCost' }));
  const fee = lesser(greater(cost, row.floor), row.cap);
  return {
    fee,
    rule: CLAMPED,
    operands: [
      [TERMS.lastYear, cost],
      [TERMS.floor, row.floor],
      [TERMS.cap, row.cap],
    ],
  };
}
