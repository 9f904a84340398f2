import { addFen, NO_MONEY, subtractFen, type Fen } from '../money.js';
import { plus, ZERO, type Ratio } from '../ratio.js';
import type { CaseTotals } from './case-totals.js';

/** Totals of one hospital in one pool, or over several. Unit: fen. */
export interface HospitalSums {
  readonly hospital: string;
  readonly cases: number;
  readonly charges: Fen;
  readonly quantity: Ratio;
  readonly fixedQuantity: Ratio;
  readonly standards: Fen;
  readonly others: Fen;
  /** The fund's part of the charges as they were billed by item (记账): charges less others. */
  readonly billed: Fen;
  readonly fundPayments: Fen;
  /** Of them, of cases that no pool values. */
  readonly pricedPayments: Fen;
  /** Paid by others for cases that a pool values. */
  readonly valuedOthers: Fen;
}

/** A hospital that has none. */
export const noCases = (hospital: string): HospitalSums => ({
  hospital,
  cases: 0,
  charges: NO_MONEY,
  quantity: ZERO,
  fixedQuantity: ZERO,
  standards: NO_MONEY,
  others: NO_MONEY,
  billed: NO_MONEY,
  fundPayments: NO_MONEY,
  pricedPayments: NO_MONEY,
  valuedOthers: NO_MONEY,
});

/** Adds totals up by hospital, in the order of the hospitals' names: a settlement never depends on the order of what it was handed. */
export function byHospital(totals: readonly CaseTotals[]): readonly HospitalSums[] {
  const found = new Map<string, HospitalSums>();
  for (const one of totals) {
    const sum = found.get(one.hospital) ?? noCases(one.hospital);
    found.set(one.hospital, {
      hospital: one.hospital,
      cases: sum.cases + one.cases,
      charges: addFen(sum.charges, one.charges),
      quantity: plus(sum.quantity, one.quantity),
      fixedQuantity: plus(sum.fixedQuantity, one.fixedQuantity),
      standards: addFen(sum.standards, one.standards),
      others: addFen(sum.others, one.others),
      billed: addFen(sum.billed, subtractFen(one.charges, one.others)),
      fundPayments: addFen(sum.fundPayments, one.fundPayments),
      pricedPayments: one.isValued ? sum.pricedPayments : addFen(sum.pricedPayments, one.fundPayments),
      valuedOthers: one.isValued ? addFen(sum.valuedOthers, one.others) : sum.valuedOthers,
    });
  }
  return [...found.values()].sort((a, b) => inOrder(a.hospital, b.hospital));
}

/** The order of names in every list of a settlement: by code unit, the same in every place and language. */
export const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
