import { isWithin } from '../../reference-data/index.js';
import { divide } from '../measurement/divide.js';
import { yuanOf } from '../money.js';
import { Cell } from './cell.js';
import type { IndicatorCase } from './indicator-case.js';
import type { IndicatorValues } from './indicator-section.js';

/** What is counted of one hospital. */
export class HospitalCounts {
  readonly hospital: string;
  /** Every case that was handed in, invalid ones too. */
  submitted = 0;
  grouped = 0;
  /** Grouped cases whose cost can be held against a published mean, and those beyond a bound of it. */
  compared = 0;
  low = 0;
  high = 0;
  /** Fund payments of inpatient stays in fen, and those of methods that pay by disease. */
  fund = 0n;
  fundByDisease = 0n;
  casesByDisease = 0;
  readonly cells = new Map<string, Cell>();

  constructor(hospital: string) {
    this.hospital = hospital;
  }

  add(one: IndicatorCase, { lowMultiple, highMultiple, byDisease }: IndicatorValues, isInpatient: boolean): void {
    this.submitted++;
    if (one.status === 'grouped') this.#addGrouped(one, lowMultiple, highMultiple);
    if (!isInpatient) return;
    const paid = one.fundPayment ?? 0n;
    this.fund += paid;
    if (one.method === undefined || !byDisease.value.includes(one.method)) return;
    this.fundByDisease += paid;
    this.casesByDisease++;
  }

  #addGrouped(
    one: IndicatorCase,
    lowMultiple: IndicatorValues['lowMultiple'],
    highMultiple: IndicatorValues['highMultiple'],
  ): void {
    this.grouped++;
    let cell = this.cells.get(one.group);
    if (cell === undefined) this.cells.set(one.group, (cell = new Cell()));
    cell.add(one);
    if (one.cost === undefined || one.meanCharges === undefined) return;
    this.compared++;
    const multiple = divide(yuanOf(one.cost), one.meanCharges, 'meanCharges');
    if (isWithin(multiple, lowMultiple.value)) this.low++;
    if (isWithin(multiple, highMultiple.value)) this.high++;
  }
}
