import {
  addFen,
  fen,
  NO_MONEY,
  ratio,
  roundToUnits,
  subtractFen,
  QUANTITY_DECIMALS,
  type CaseToSettle,
  type Fen,
  type HospitalInPool,
  type MonthlySettlement,
  type PoolResult,
  type Ratio,
} from '../../pricing/index.js';
import { figureKey } from './input-figures.js';
import type { AmountsOfCases } from './settled-period.js';

/** What a pool pays a hospital for the cases that it values, and what of it was given out so far. */
interface Share {
  /** Unit: fen. */
  readonly worth: Fen;
  readonly weight: bigint;
  given: Fen;
  reached: bigint;
  readonly lessOthers: boolean;
  readonly pool: PoolResult;
}

/**
 * Gives every case of a month its part of what the pools pay: a case that is paid as priced its price, all others their part by what they are worth.
 * Cases come in the order of their lines, so that the fen that do not come out even lie where they always lie; parts of a hospital add
 * up to what its pools pay it, to the fen.
 */
export class MonthAmounts implements AmountsOfCases {
  readonly #shares = new Map<string, Share>();
  readonly #pricedFunds: ReadonlySet<string>;

  /** @param pricedFunds Funds whose cases have the amounts that they were priced at. */
  constructor(months: readonly MonthlySettlement[], pricedFunds: ReadonlySet<string>) {
    this.#pricedFunds = pricedFunds;
    for (const { fund, pools } of months) for (const pool of pools) for (const one of pool.hospitals) this.#take(fund, pool, one);
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  /** The part of a case. Unit: fen. */
  amountOf(one: CaseToSettle): Fen {
    if (!one.isValued || this.#pricedFunds.has(one.fund)) return fen(one.fundPayment);
    const share = this.#shares.get(keyOf(one.fund, one.pool, one.hospital))!;
    share.reached += weightOf(one.quantity, one.fixedQuantity, share.pool);
    const upToHere =
      share.weight === 0n ? share.worth : fen(roundToUnits(ratio(share.worth * share.reached, share.weight), WHOLE));
    const own = subtractFen(upToHere, share.given);
    share.given = upToHere;
    return share.lessOthers ? subtractFen(own, fen(one.others)) : own;
  }

  #take(fund: string, pool: PoolResult, one: HospitalInPool): void {
    const lessOthers = pool.row.base === 'total-cost' && pool.value !== undefined;
    const worth = addFen(subtractFen(one.gross, one.pricedPayments), lessOthers ? one.valuedOthers : NO_MONEY);
    const weight = weightOf(units(one.quantity), units(one.fixedQuantity), pool);
    this.#shares.set(keyOf(fund, pool.id, one.hospital), { worth, weight, given: NO_MONEY, reached: 0n, lessOthers, pool });
  }
}

const WHOLE = { rule: 'half-up', decimals: 0 } as const;
const SCALE = 10n ** BigInt(QUANTITY_DECIMALS);

const keyOf = (fund: string, pool: string, hospital: string): string => `${pool}\n${figureKey(fund, hospital)}`;

/** Quantities are sums of whole units. */
const units = ({ numerator, denominator }: Ratio): bigint => (numerator * SCALE) / denominator;

/** What a quantity is worth, as far as cases of one hospital differ in it: severe cases and materials have another value than the rest. */
function weightOf(quantity: bigint, fixedQuantity: bigint, { row, value }: PoolResult): bigint {
  const { fixed, floating } = value ?? {};
  const isByCase = row.value.regime === 'elastic-severity' || row.value.regime === 'elastic-material';
  if (!isByCase || fixed === undefined) return quantity;
  const other = floating ?? ratio(0);
  return fixedQuantity * fixed.numerator * other.denominator + (quantity - fixedQuantity) * other.numerator * fixed.denominator;
}
