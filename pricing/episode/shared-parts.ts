import { z } from 'zod';
import { amountOperand, operand, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { greaterFen, lesserFen, NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import type { Sourced } from '../policy/citation.js';
import { share, words, yuan } from '../policy/values.js';
import { plus, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { CASE_CONDITIONS, fits } from './case-conditions.js';
import { TERMS } from './terms.js';

const forWhom = { level: CASE_CONDITIONS.level, personClasses: words.optional() };

/** Shares by level and person, the first row that fits deciding. `of` says whose part they are: that part is rounded, the other is the rest. */
export const shareTable = z.strictObject({
  of: z.enum(['fund', 'patient']),
  rows: z.array(z.strictObject({ ...forWhom, share })).min(1),
});

/** Deductibles of an inpatient stay, of which an episode may take a part. */
export const deductibleTable = z.array(z.strictObject({ ...forWhom, amount: yuan })).min(1);

export interface SharingValues {
  readonly shares: Sourced<z.output<typeof shareTable>>;
  readonly deductibles?: Sourced<z.output<typeof deductibleTable>> | undefined;
  readonly deductibleFactor?: Sourced<Ratio> | undefined;
}

/** Who bears what of an amount; the two add up to it. */
export interface SharedParts {
  readonly pool: Fen;
  readonly patient: Fen;
  readonly steps: readonly CalculationStep[];
}

const POOL: Rule = {
  id: 'pool-part',
  label: { zh: '统筹基金部分', en: "The pool's part" },
  formula: {
    zh: '（分担基数 − 起付线 × 倍数）× 基金支付比例，不低于零',
    en: '(shared amount − deductible × factor) × share of the fund, not below zero',
  },
};
const PATIENT: Rule = {
  id: 'patient-part',
  label: { zh: '个人负担部分', en: "The patient's part" },
  formula: {
    zh: '起付线 × 倍数 +（分担基数 − 起付线 × 倍数）× 个人负担比例',
    en: 'deductible × factor + (shared amount − deductible × factor) × share of the patient',
  },
};
const REST: Rule = {
  id: 'rest',
  label: { zh: '其余部分', en: 'The rest' },
  formula: { zh: '分担基数 − 另一方部分', en: 'shared amount − the part of the other' },
};

/**
 * Splits an amount between pool and patient. Only the part that the policy states a share for is rounded.
 *
 * @throws PRICING_NO_ROW when no row of shares or deductibles fits.
 */
export function shareOut(shared: Fen, facts: CaseFacts, values: SharingValues, rounding: Rounding): SharedParts {
  const { shares, deductibles, deductibleFactor } = values;
  const { share: own } = rowFor(shares.value.rows, shares.citation.parameter, facts);
  const whole = deductibles && rowFor(deductibles.value, deductibles.citation.parameter, facts).amount;
  const factor = deductibleFactor?.value;
  // What a patient pays as deductible is an amount of its own, in fen, as on every bill.
  const deductible = whole && roundToFen(factor === undefined ? whole : times(whole, factor), rounding);
  const taken = deductible === undefined ? NO_MONEY : lesserFen(shared, deductible);
  const rest = yuanOf(subtractFen(shared, taken));
  const isFund = shares.value.of === 'fund';
  // A coarse rounding rule gives nobody more than there is.
  const exact = isFund ? times(rest, own) : plus(yuanOf(taken), times(rest, own));
  const stated = greaterFen(NO_MONEY, lesserFen(shared, roundToFen(exact, rounding)));
  const other = subtractFen(shared, stated);
  const operands: Operand[] = [
    amountOperand(TERMS.shared, shared),
    ...(whole === undefined ? [] : [operand(TERMS.deductible, whole, deductibles?.citation)]),
    ...(whole === undefined || factor === undefined ? [] : [operand(TERMS.deductibleFactor, factor, deductibleFactor?.citation)]),
    operand(isFund ? TERMS.fundShare : TERMS.patientShare, own, shares.citation),
  ];
  const [pool, patient] = isFund ? [stated, other] : [other, stated];
  const results = { pool: amountOperand(TERMS.pool, pool), patient: amountOperand(TERMS.patient, patient) };
  const [first, second] = isFund ? [results.pool, results.patient] : [results.patient, results.pool];
  const steps: CalculationStep[] = [
    { rule: isFund ? POOL : PATIENT, operands, result: first, citation: shares.citation },
    { rule: REST, operands: [amountOperand(TERMS.shared, shared), first], result: second },
  ];
  return { pool, patient, steps };
}

interface ForWhom {
  readonly level?: number | undefined;
  readonly personClasses?: readonly string[] | undefined;
}

function rowFor<Row extends ForWhom>(rows: readonly Row[], parameter: string, facts: CaseFacts): Row {
  const row = rows.find(
    ({ level, personClasses }) =>
      fits({ level }, facts) && (personClasses === undefined || personClasses.includes(facts.personClass ?? '')),
  );
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter, of: facts.caseId });
  return row;
}
