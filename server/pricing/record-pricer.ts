import type { PaymentPolicy, ReviewedPrice } from '../../pricing/index.js';
import type { ReadCase } from '../intake/index.js';
import { openShared, type OpenedScheme } from '../schemes/open-shared.js';
import type { SharedScheme } from '../schemes/shared-scheme.js';
import { breakdownRecord } from './breakdown-record.js';
import type { PriceTally } from './price-counts.js';
import { RowPricer, type PricingSetup } from './price-row.js';
import type { PricedResult } from './priced-columns.js';

/** What pricing records takes: with a scheme they are grouped on the way. */
export interface RecordPricingSetup {
  readonly pricing: PricingSetup;
  readonly grouping: Pick<SharedScheme, 'kind' | 'packed'> | undefined;
  /** Whether every case leaves a line in the breakdown file. */
  readonly hasBreakdown: boolean;
}

/** Groups a record where it has no group yet, prices it, and counts what came of it. */
export class RecordPricer {
  readonly #pricer: RowPricer;
  readonly #grouper: OpenedScheme['grouper'] | undefined;
  readonly #hasBreakdown: boolean;

  private constructor(pricer: RowPricer, { grouping, hasBreakdown }: RecordPricingSetup) {
    this.#pricer = pricer;
    this.#grouper = grouping === undefined ? undefined : openShared(grouping).grouper;
    this.#hasBreakdown = hasBreakdown;
  }

  get policy(): PaymentPolicy {
    return this.#pricer.policy;
  }

  static async open(setup: RecordPricingSetup): Promise<RecordPricer> {
    return new RecordPricer(await RowPricer.open(setup.pricing), setup);
  }

  /** @param review What special-case review decided for the case. */
  price(read: ReadCase, tally: PriceTally, review?: ReviewedPrice): PricedResult {
    const result = this.#grouper?.group(read.discharge, read.reasons);
    const row = this.#pricer.price(read, result, review);
    tally.count(row);
    if (this.#hasBreakdown) tally.note(`${JSON.stringify(breakdownRecord(row))}\n`);
    return { row, result };
  }
}
