import { fen } from '../money.js';
import type { CaseTotals, CaseToSettle, TotalsKey } from './case-totals.js';
import { QUANTITY_DECIMALS } from './case-totals.js';

/** Sums while cases are added: plain integers, so that they can be handed from thread to thread. */
interface Sums {
  cases: number;
  charges: bigint;
  quantity: bigint;
  fixedQuantity: bigint;
  standards: bigint;
  others: bigint;
  fundPayments: bigint;
  costBroken: number;
  payersBroken: number;
}

/** What a collector holds, as plain data. */
export type CollectedTotals = readonly (readonly [key: TotalsKey, sums: Readonly<Sums>])[];

const DENOMINATOR = 10n ** BigInt(QUANTITY_DECIMALS);

/** Adds cases up by what settling tells apart. The order of cases, and how they were shared out among collectors, changes nothing. */
export class TotalsCollector {
  readonly #sums = new Map<string, [TotalsKey, Sums]>();

  add(one: CaseToSettle): void {
    const sums = this.#at(one);
    sums.cases += 1;
    sums.charges += one.charges;
    sums.quantity += one.quantity;
    sums.fixedQuantity += one.fixedQuantity;
    sums.standards += one.standard;
    sums.others += one.others;
    sums.fundPayments += one.fundPayment;
    if (!one.costHolds) sums.costBroken += 1;
    if (!one.payersHold) sums.payersBroken += 1;
  }

  /** Adds what another collector holds. */
  merge(collected: CollectedTotals): void {
    for (const [key, more] of collected) {
      const sums = this.#at(key);
      sums.cases += more.cases;
      sums.charges += more.charges;
      sums.quantity += more.quantity;
      sums.fixedQuantity += more.fixedQuantity;
      sums.standards += more.standards;
      sums.others += more.others;
      sums.fundPayments += more.fundPayments;
      sums.costBroken += more.costBroken;
      sums.payersBroken += more.payersBroken;
    }
  }

  collected(): CollectedTotals {
    return [...this.#sums.values()];
  }

  /** The totals in the order of their keys. */
  totals(): readonly CaseTotals[] {
    const rows = [...this.#sums].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return rows.map(([, [key, sums]]) => ({
      ...key,
      cases: sums.cases,
      charges: fen(sums.charges),
      quantity: { numerator: sums.quantity, denominator: DENOMINATOR },
      fixedQuantity: { numerator: sums.fixedQuantity, denominator: DENOMINATOR },
      standards: fen(sums.standards),
      others: fen(sums.others),
      fundPayments: fen(sums.fundPayments),
      costBroken: sums.costBroken,
      payersBroken: sums.payersBroken,
    }));
  }

  #at({ hospital, fund, month, method, budget, place, pool, isValued, group }: TotalsKey): Sums {
    const key = `${fund}\n${month}\n${hospital}\n${pool}\n${method}\n${budget}\n${place}\n${isValued}\n${group ?? ''}`;
    const known = this.#sums.get(key);
    if (known !== undefined) return known[1];
    const sums: Sums = {
      cases: 0,
      charges: 0n,
      quantity: 0n,
      fixedQuantity: 0n,
      standards: 0n,
      others: 0n,
      fundPayments: 0n,
      costBroken: 0,
      payersBroken: 0,
    };
    this.#sums.set(key, [{ hospital, fund, month, method, budget, place, pool, isValued, group }, sums]);
    return sums;
  }
}
