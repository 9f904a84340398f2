import { PricingError, type BillFacts, type Fen } from '../../pricing/index.js';
import type { ReadCase } from '../intake/index.js';
import { ColumnReader, columnValue } from '../pricing/column-reader.js';
import { PaymentFactsReader } from '../pricing/payment-facts.js';
import type { PaymentColumn } from '../pricing/payment-columns.js';
import { BILL_COLUMNS, EARLIER_STAYS_COLUMN, LINES_COLUMN, YEAR_COLUMNS } from './bill-columns.js';
import { readChargeLines } from './charge-lines.js';
import { EARLIER_STAYS, type StatedYear } from './year-columns.js';

/** A bill as its record states it: the year is not put together yet, since the policy says what of it is needed. */
export interface StatedBill {
  readonly facts: BillFacts;
  readonly year: StatedYear;
}

/** Reads what the settlement with a patient asks. Columns are found once for all rows of a table. */
export class BillReader {
  readonly #columns = new ColumnReader();
  readonly #facts = new PaymentFactsReader(this.#columns);

  /** @throws PRICING_FACT_UNREADABLE, PRICING_FACT_INVALID: nothing is paid on what cannot be read. */
  read(read: ReadCase): StatedBill {
    this.#columns.at(read);
    const { caseId } = read.discharge;
    const { facts } = this.#facts.read(read);
    const own = Object.entries(BILL_COLUMNS).map(([field, column]) => [field, this.#value(field, column, caseId)]);
    const lines = this.#lines(read);
    const sums = new Map<string, Fen>();
    for (const [field, column] of YEAR_COLUMNS) {
      const sum = this.#value(field, column, caseId);
      if (sum !== undefined) sums.set(field, sum as Fen);
    }
    const earlierStays = this.#value(EARLIER_STAYS, EARLIER_STAYS_COLUMN, caseId) as number | undefined;
    return {
      facts: { ...facts, ...Object.fromEntries(own), ...(lines === undefined ? {} : { lines }) },
      year: { earlierStays, sums },
    };
  }

  #value(field: string, column: PaymentColumn, caseId: string) {
    const text = this.#columns.textAt(this.#columns.placeOf(column));
    return text === '' ? undefined : columnValue(text, field, column, caseId);
  }

  #lines({ columns, values, discharge: { caseId } }: ReadCase): BillFacts['lines'] {
    const place = columns.indexOf(LINES_COLUMN);
    const value = place < 0 ? undefined : values[place];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'object') throw new PricingError('PRICING_FACT_UNREADABLE', { case: caseId, what: LINES_COLUMN });
    return readChargeLines(caseId, value);
  }
}
