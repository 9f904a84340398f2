import type { LineMaker } from '../batch/line-work.js';
import { placedGroup, type PlacedGroup } from '../grouping/placed-group.js';
import type { ReadCase } from '../intake/index.js';
import { PriceTally } from '../pricing/price-counts.js';
import { errorText, statusOf, type PricedResult } from '../pricing/priced-columns.js';
import { RecordPricer, type RecordPricingSetup } from '../pricing/record-pricer.js';
import { drgPlace, printComparedLine, type CaseSide } from './compared-case.js';

/** What pricing cases under two sides takes, in a form that threads can be sent. */
export interface CaseComparerSetup {
  readonly before: RecordPricingSetup;
  readonly after: RecordPricingSetup;
}

/** Regroups and reprices records under two sides, by the paths that `group` and `price` take, and keeps what the fund pays. */
export class CaseComparer implements LineMaker {
  readonly #before: RecordPricer;
  readonly #after: RecordPricer;
  readonly #tally = new PriceTally();

  private constructor(before: RecordPricer, after: RecordPricer) {
    this.#before = before;
    this.#after = after;
  }

  static async open({ before, after }: CaseComparerSetup): Promise<CaseComparer> {
    return new CaseComparer(await RecordPricer.open(before), await RecordPricer.open(after));
  }

  line(read: ReadCase): string {
    const one = this.#before.price(read, this.#tally);
    const other = this.#after.price(read, this.#tally);
    const { hospitalId: hospital = '', caseId, fund: stated, insuranceType = '' } = read.discharge;
    const fund = one.row.priced?.fund ?? other.row.priced?.fund ?? stated ?? insuranceType;
    const [was, is] = [placedGroup(one.result), placedGroup(other.result)];
    const sides = { before: sideOf(one, was), after: sideOf(other, is) };
    return printComparedLine({ hospital, caseId, fund, ...drgPlace(was, is), ...sides });
  }
}

function sideOf({ row }: PricedResult, { group }: PlacedGroup): CaseSide {
  const unpaid = { group, method: '', amount: undefined };
  if (row.error !== undefined) return { ...unpaid, why: errorText(row.error, row.caseId) };
  const { fundPayment, route } = row.priced;
  if (fundPayment !== undefined) return { group, method: route.to, amount: fundPayment.fund, why: '' };
  return { ...unpaid, why: statusOf(row) === 'returned' ? 'returned' : SPLIT_UNKNOWN };
}

/** The fund's part hangs on a split with the patient that the record does not state, as settling says it. */
const SPLIT_UNKNOWN = 'PRICING_FACT_MISSING:fundPayment';
