import { CaseAmounts, type AnnualSettlement, type CaseToSettle, type Fen, type Rounding } from '../../pricing/index.js';
import { readPricedLine } from './priced-line.js';
import type { AmountsOfCases } from './settled-period.js';
import { linesOf } from './sort-lines.js';

/** Gives every case of a year its part of what is due to its hospital. */
export class YearAmounts implements AmountsOfCases {
  readonly #byFund: ReadonlyMap<string, CaseAmounts>;

  constructor(years: readonly { readonly settled: AnnualSettlement; readonly rounding: Rounding }[]) {
    this.#byFund = new Map(years.map(({ settled, rounding }) => [settled.fund, new CaseAmounts(settled, rounding)]));
  }

  async prepare(sorted: string): Promise<void> {
    for await (const lines of linesOf(sorted)) {
      for (const text of lines) {
        const { settled } = readPricedLine(text);
        if (settled !== undefined) this.#byFund.get(settled.fund)!.count(settled);
      }
    }
  }

  amountOf(one: CaseToSettle): Fen {
    return this.#byFund.get(one.fund)!.amountOf(one);
  }
}
