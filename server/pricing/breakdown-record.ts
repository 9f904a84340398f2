import {
  printExactly,
  printOperand,
  printYuan,
  type BreakdownLine,
  type CalculationStep,
  type Citation,
  type Operand,
  type PaymentBreakdown,
  type Rule,
  type SourceCitation,
  type Unit,
} from '../../pricing/index.js';
import type { BilingualText } from '../../reference-data/index.js';
import { printAsked, standardLessCharges, statusOf } from './priced-columns.js';
import type { PricedRow } from './price-row.js';

/** What is paid for one case, as data: the amounts and what they rest on. Amounts are yuan. */
export function priceRecord(row: PricedRow): object {
  return recordOf(row, () => ({}));
}

/** One case with every step, line, number and document, as data: a line of the breakdown file. */
export function breakdownRecord(row: PricedRow): object {
  return recordOf(row, (part) => part());
}

/** @param detail Takes a part that only a breakdown has. */
function recordOf(row: PricedRow, detail: (part: () => object) => object): object {
  const { caseId, priced, error } = row;
  if (priced === undefined) {
    const { code, details } = error;
    return { caseId, pricing: 'refused', error: { code, details, zh: error.text('zh'), en: error.text('en') } };
  }
  const { route, result, paymentStandard, fundPayment, bill, hospital } = priced;
  const difference = standardLessCharges(row, priced);
  return {
    caseId,
    pricing: statusOf(row),
    fund: priced.fund,
    pricedOn: priced.on,
    purpose: priced.purpose,
    evidence: priced.evidence,
    demonstration: priced.isDemonstration,
    route: {
      id: route.route.id,
      to: route.to,
      budget: route.route.budget,
      ...detail(() => ({
        because: route.because.map((asked) => ({ ...asked.label, condition: printAsked(asked) })),
        source: citationRecord(route.citation),
      })),
    },
    ...(result === undefined
      ? {}
      : {
          method: result.method,
          outcome: result.outcome,
          covers: result.covers,
          ...(result.casePoints === undefined ? {} : { casePoints: printExactly(result.casePoints) }),
          amount: printYuan(result.amount),
          ...detail(() => breakdownOf(result.breakdown)),
        }),
    ...(paymentStandard === undefined ? {} : { paymentStandard: printYuan(paymentStandard) }),
    ...(fundPayment === undefined
      ? {}
      : { fundPayment: { amount: printYuan(fundPayment.fund), ...detail(() => breakdownOf(fundPayment.breakdown)) } }),
    ...(bill === undefined ? {} : detail(() => ({ bill: breakdownOf(bill.breakdown) }))),
    ...(hospital === undefined
      ? {}
      : {
          hospital: {
            others: printYuan(hospital.others),
            receives: printYuan(hospital.receives),
            result: printYuan(hospital.result),
          },
        }),
    ...(difference === undefined ? {} : { standardLessCharges: printYuan(difference) }),
    notices: priced.notices,
  };
}

const breakdownOf = ({ steps, lines }: PaymentBreakdown): object => ({
  steps: steps.map(stepRecord),
  lines: lines.map(lineRecord),
});

/** A number of a policy with its document, as data. */
export interface CitationRecord extends SourceCitation {
  readonly parameter: string;
  readonly from: string;
  readonly region: string;
}

/** A term of a step, as data. */
export interface OperandRecord extends BilingualText {
  readonly value: string;
  readonly unit: Unit;
  readonly source?: CitationRecord;
}

/** A step or a line of a calculation, as data: a step has a result, a line an amount in yuan. */
export interface StepRecord {
  readonly rule: string;
  readonly label: BilingualText;
  readonly formula: BilingualText;
  readonly source?: CitationRecord;
  readonly operands: readonly OperandRecord[];
  readonly result?: OperandRecord;
  readonly amount?: string;
}

/** A step as data. */
export function stepRecord({ rule, operands, result, citation }: CalculationStep): StepRecord {
  return { ...ruleRecord(rule, citation), operands: operands.map(operandRecord), result: operandRecord(result) };
}

/** A line as data. */
export function lineRecord({ rule, operands, amount, citation }: BreakdownLine): StepRecord {
  return { ...ruleRecord(rule, citation), operands: operands.map(operandRecord), amount: printYuan(amount) };
}

function ruleRecord({ id, label, formula }: Rule, citation: Citation | undefined): Omit<StepRecord, 'operands'> {
  return { rule: id, label, formula, ...(citation === undefined ? {} : { source: citationRecord(citation) }) };
}

function operandRecord(operand: Operand): OperandRecord {
  const { term, citation } = operand;
  const value = printOperand(operand);
  return {
    zh: term.zh,
    en: term.en,
    value,
    unit: term.unit,
    ...(citation === undefined ? {} : { source: citationRecord(citation) }),
  };
}

function citationRecord({ parameter, from, region, source }: Citation): CitationRecord {
  return { parameter, from, region, ...source };
}
