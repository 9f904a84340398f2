import type { Reason } from '../../grouper/index.js';
import { factsOfDischarge, PricingError, type CaseToPrice, type LaterAdmission } from '../../pricing/index.js';
import type { ReadCase } from '../intake/index.js';
import { columnValue, type ColumnReader } from './column-reader.js';
import { FACT_COLUMNS, LATER_ADMISSION_COLUMNS, SPLIT_COLUMNS, STAY_KIND, type PaymentColumn } from './payment-columns.js';

/** Facts and split of a case, as its record states them. */
export type PaymentFacts = Pick<CaseToPrice, 'facts' | 'split'>;

interface PlacedColumn {
  readonly field: string;
  readonly column: PaymentColumn;
  readonly place: number;
}

/** Reads what payment asks of a case beside what grouping asks. Columns are found once for all rows of a table. */
export class PaymentFactsReader {
  readonly #reader: ColumnReader;
  #columns: readonly string[] | undefined;
  #facts: readonly PlacedColumn[] = [];
  #split: readonly PlacedColumn[] = [];
  #later: readonly PlacedColumn[] = [];
  #stayKind: number | undefined;

  constructor(reader: ColumnReader) {
    this.#reader = reader;
  }

  /** @throws PRICING_FACT_UNREADABLE, PRICING_FACT_INVALID: nothing is paid on what cannot be read. */
  read({ discharge, reasons }: ReadCase): PaymentFacts {
    const { caseId } = discharge;
    refuseUnreadable(caseId, reasons);
    this.#findColumns();
    const facts = factsOfDischarge(discharge);
    this.#fill(facts, this.#facts, caseId);
    facts.visitType ??= VISIT_TYPES[this.#reader.textAt(this.#stayKind)];
    if (this.#later.length > 0) {
      const later: Partial<LaterAdmission> = {};
      this.#fill(later, this.#later, caseId);
      const { gapDays, isSameGroup = false, isExempt = false } = later;
      if (gapDays !== undefined) facts.laterAdmission = { gapDays, isSameGroup, isExempt };
    }
    const split: NonNullable<CaseToPrice['split']> = {};
    this.#fill(split, this.#split, caseId);
    return { facts, split };
  }

  #fill(target: object, columns: readonly PlacedColumn[], caseId: string): void {
    for (const { field, column, place } of columns) {
      const text = this.#reader.textAt(place);
      if (text !== '') (target as Record<string, unknown>)[field] = columnValue(text, field, column, caseId);
    }
  }

  #findColumns(): void {
    if (this.#reader.columns === this.#columns) return;
    this.#columns = this.#reader.columns;
    this.#facts = this.#placed(FACT_COLUMNS);
    this.#split = this.#placed(SPLIT_COLUMNS);
    this.#later = this.#placed(LATER_ADMISSION_COLUMNS);
    this.#stayKind = this.#reader.placeOf(STAY_KIND);
  }

  #placed(columns: Readonly<Record<string, PaymentColumn>>): readonly PlacedColumn[] {
    return Object.entries(columns).flatMap(([field, column]) => {
      const place = this.#reader.placeOf(column);
      return place === undefined ? [] : [{ field, column, place }];
    });
  }
}

const VISIT_TYPES: Readonly<Record<string, string>> = { '1': '21', '2': '28' };

/** A record or a field that intake could not read; an amount below zero is one that was read and is wrong. */
function refuseUnreadable(caseId: string, reasons: readonly Reason[]): void {
  for (const { code, detail = '' } of reasons) {
    if (code !== 'record-unreadable' && code !== 'field-unreadable') continue;
    const [, field, value] = /^(.*)=\s*(-[\d.,]+)$/.exec(detail) ?? [];
    if (field === undefined) throw new PricingError('PRICING_FACT_UNREADABLE', { case: caseId, what: detail });
    throw new PricingError('PRICING_FACT_INVALID', { case: caseId, field, value: value! });
  }
}
