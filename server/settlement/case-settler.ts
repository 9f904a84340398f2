import { hash } from 'node:crypto';
import {
  caseToSettle,
  needed,
  SETTLEMENT,
  type CaseToSettle,
  type ReviewedPrice,
  type ReviewResult,
  type SettlementValues,
} from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';
import type { LineMaker } from '../batch/line-work.js';
import { placedGroup, type PlacedGroup } from '../grouping/placed-group.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ReadCase } from '../intake/index.js';
import { PriceTally } from '../pricing/price-counts.js';
import { errorText, statusOf } from '../pricing/priced-columns.js';
import type { PricedRow } from '../pricing/price-row.js';
import { RecordPricer, type RecordPricingSetup } from '../pricing/record-pricer.js';
import { figureKey } from './input-figures.js';
import { printPricedLine, type PricedLine } from './priced-line.js';

/** What preparing cases for a settlement takes, in a form that threads can be sent. */
export interface CaseSettlerSetup {
  readonly pricing: RecordPricingSetup;
  /** Day whose rules of settlement hold for every case: the last one of the period. `YYYY-MM-DD` */
  readonly settledOn: string;
  /** What special-case review decided. */
  readonly results: readonly ReviewResult[];
}

/** Groups and prices records one by one, and keeps of each the line that settlement needs. */
export class CaseSettler implements LineMaker {
  readonly #pricer: RecordPricer;
  readonly #setup: CaseSettlerSetup;
  readonly #tally = new PriceTally();
  readonly #values = new Map<string, SettlementValues>();
  readonly #reviews: ReadonlyMap<string, ReviewedPrice>;
  #columns: readonly string[] | undefined;
  #printedColumns = '';

  private constructor(pricer: RecordPricer, setup: CaseSettlerSetup) {
    this.#pricer = pricer;
    this.#setup = setup;
    const changed = setup.results.flatMap((one) => (one.result === 'ordinary' ? [] : [one]));
    this.#reviews = new Map(changed.map((one) => [figureKey(one.hospital, one.caseId), one]));
  }

  static async open(setup: CaseSettlerSetup): Promise<CaseSettler> {
    return new CaseSettler(await RecordPricer.open(setup.pricing), setup);
  }

  /** The line of a record, with its line feed. */
  line(read: ReadCase): string {
    const { row, result } = this.#pricer.price(read, this.#tally, this.#reviewOf(read));
    return `${printPricedLine(this.#lineOf(row, result))}\n`;
  }

  // Each line is made in one piece: objects that are put together out of others cost a fifth of the time of a settlement.
  #lineOf(row: PricedRow, result: AnyResult | undefined): PricedLine {
    const placed = placedGroup(result);
    if (row.priced === undefined) return this.#refused(row, placed, '', row.error);
    const { read, caseId, priced, asked } = row;
    const group = asked.group?.group ?? '';
    const level = String(asked.facts.hospitalLevel ?? '');
    try {
      return {
        hospital: read.discharge.hospitalId ?? '',
        caseId,
        content: this.#contentOf(row),
        fund: priced.fund,
        on: read.discharge.dischargeDate ?? '',
        status: statusOf(row),
        level,
        group,
        mdc: placed.mdc,
        severity: placed.severity,
        outcome: priced.result?.outcome.id ?? '',
        evidence: priced.evidence,
        error: '',
        origin: '',
        ordinaryPayment: priced.reviewed?.ordinaryPayment,
        settled: this.#settled(row),
      };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return this.#refused(row, { ...placed, group }, level, error);
    }
  }

  #refused(row: PricedRow, placed: PlacedGroup, level: string, error: CodedError): PricedLine {
    const { hospitalId: hospital = '', fund, insuranceType = '', dischargeDate: on = '' } = row.read.discharge;
    return {
      hospital,
      caseId: row.caseId,
      content: this.#contentOf(row),
      fund: fund ?? insuranceType,
      on,
      status: 'refused',
      level,
      ...placed,
      outcome: '',
      evidence: '',
      error: errorText(error, row.caseId),
      origin: error.entry.origin,
    };
  }

  /** What the record says, as one number: the same for the same record wherever it stands. */
  #contentOf({ read, caseId }: PricedRow): string {
    if (this.#columns !== read.columns) {
      this.#columns = read.columns;
      this.#printedColumns = JSON.stringify(read.columns);
    }
    const said = `[${JSON.stringify(caseId)},${this.#printedColumns},${JSON.stringify(read.values)}]`;
    return hash('sha256', said, 'base64url');
  }

  #reviewOf({ discharge: { hospitalId = '', caseId } }: ReadCase): ReviewedPrice | undefined {
    return this.#reviews.size === 0 ? undefined : this.#reviews.get(figureKey(hospitalId, caseId));
  }

  #settled({ priced, asked }: Extract<PricedRow, { error?: undefined }>): CaseToSettle | undefined {
    // Where every case is priced by the rules of one day, nothing has asked yet when it ended.
    needed(asked.facts, 'dischargeDate');
    return caseToSettle(priced, asked.facts, asked.group, this.#valuesOf(priced.fund));
  }

  #valuesOf(fund: string): SettlementValues {
    const known = this.#values.get(fund);
    if (known !== undefined) return known;
    const { settledOn, pricing } = this.#setup;
    const { purpose } = pricing.pricing;
    const values = this.#pricer.policy.section(SETTLEMENT, { fund, on: settledOn, purpose });
    this.#values.set(fund, values);
    return values;
  }
}
