import {
  amountOperand,
  decidedAmount,
  fen,
  operand,
  printYuan,
  REVIEWED_PRICE,
  REVIEWED_TERMS,
  type CalculationStep,
  type Citation,
  type Fen,
  type ReviewResult,
} from '../../pricing/index.js';
import { csvLine } from '../../reference-data/index.js';
import { stepRecord } from '../pricing/breakdown-record.js';
import type { PlacedStep } from './period-steps.js';
import { SettlementError } from './errors.js';
import { figureKey } from './input-figures.js';
import type { PricedLine } from './priced-line.js';

/** The file of a run that says what became of every application: case, decision and amount. */
export const SPECIAL_CASES_FILE = 'special-cases.csv';

/** A reviewed case as it was settled. Unit of amounts: fen. */
export interface SpecialCase {
  readonly result: ReviewResult;
  /** What the fund would have paid by the ordinary rule; absent where the settlement with the patient does not state what that takes. */
  readonly ordinaryPayment: Fen | undefined;
  /** As the case was priced, before pools were valued. */
  readonly pricedPayment: Fen;
  readonly settledPayment: Fen;
}

/** Finds the cases of a settlement that were reviewed, so that every application has its case and its amount. */
export class SpecialCaseTally {
  readonly #results: ReadonlyMap<string, ReviewResult>;
  readonly #found = new Map<string, SpecialCase>();

  constructor(results: readonly ReviewResult[]) {
    this.#results = new Map(results.map((one) => [figureKey(one.hospital, one.caseId), one]));
  }

  /** Looks at a case. @returns Its application, empty where there is none. @throws SETTLEMENT_REVIEW_CASE_MISSING for one that cannot be settled as decided */
  look({ hospital, caseId, fund, on, ordinaryPayment, settled, status, error }: PricedLine, amount: Fen | undefined): string {
    if (this.#results.size === 0) return '';
    const result = this.#results.get(figureKey(hospital, caseId));
    if (result === undefined) return '';
    if (fund !== result.fund) throw missing(result, `${result.fund} ≠ ${fund}`);
    if (on !== result.dischargeDate) throw missing(result, `${result.dischargeDate} ≠ ${on}`);
    if (settled === undefined || amount === undefined) throw missing(result, error === '' ? status : error);
    if (result.result === 'by-item' && result.charges !== settled.charges)
      throw missing(result, `${printYuan(result.charges)} ≠ ${printYuan(fen(settled.charges))}`);
    const pricedPayment = fen(settled.fundPayment);
    const ordinary = result.result === 'ordinary' ? pricedPayment : ordinaryPayment;
    this.#found.set(result.application, { result, ordinaryPayment: ordinary, pricedPayment, settledPayment: amount });
    return result.application;
  }

  /** The reviewed cases in the order of their applications, once all cases were looked at. @throws SETTLEMENT_REVIEW_CASE_MISSING for an application without a case */
  found(): readonly SpecialCase[] {
    return [...this.#results.values()].map((result) => {
      const found = this.#found.get(result.application);
      if (found === undefined) throw missing(result, '-');
      return found;
    });
  }
}

const missing = ({ application, hospital, caseId }: ReviewResult, why: string): SettlementError =>
  new SettlementError('SETTLEMENT_REVIEW_CASE_MISSING', { application, hospital, case: caseId, why });

const COLUMNS = [
  'application',
  'hospitalId',
  'caseId',
  'fund',
  'dischargeDate',
  'decidedAt',
  'result',
  'decidedAmount',
  'ordinaryPayment',
  'pricedPayment',
  'settledPayment',
];

export function* printSpecialCases(cases: readonly SpecialCase[]): Generator<string> {
  yield csvLine(COLUMNS);
  for (const { result, ordinaryPayment, pricedPayment, settledPayment } of cases) {
    const { application, hospital, caseId, fund, dischargeDate, decidedAt } = result;
    yield csvLine([
      application,
      hospital,
      caseId,
      fund,
      dischargeDate,
      decidedAt,
      result.result,
      result.result === 'ordinary' ? '' : printYuan(decidedAmount(result)),
      ordinaryPayment === undefined ? '' : printYuan(ordinaryPayment),
      printYuan(pricedPayment),
      printYuan(settledPayment),
    ]);
  }
}

/**
 * The decisions as steps of the settlement, each with its application and what it made of the case.
 *
 * @param citations Where the region says how special cases are settled, by fund.
 */
export const stepsOfSpecialCases = (
  cases: readonly SpecialCase[],
  citations: ReadonlyMap<string, Citation>,
): readonly PlacedStep[] =>
  cases.flatMap((one) => {
    const { result } = one;
    if (result.result === 'ordinary') return [];
    const { fund, hospital, caseId } = result;
    return [{ fund, hospital, part: 'special-case', case: caseId, ...stepRecord(stepOf(one, citations.get(fund))) }];
  });

function stepOf({ result, ordinaryPayment, pricedPayment }: SpecialCase, citation: Citation | undefined): CalculationStep {
  const { application, decidedAt } = result;
  return {
    rule: REVIEWED_PRICE,
    operands: [
      operand(REVIEWED_TERMS.application, application),
      operand(REVIEWED_TERMS.decidedAt, decidedAt),
      ...(ordinaryPayment === undefined ? [] : [amountOperand(REVIEWED_TERMS.ordinaryPayment, ordinaryPayment)]),
      ...(result.result === 'ordinary' ? [] : [amountOperand(REVIEWED_TERMS.decided, decidedAmount(result))]),
    ],
    result: amountOperand(REVIEWED_TERMS.pricedPayment, pricedPayment),
    ...(citation === undefined ? {} : { citation }),
  };
}
