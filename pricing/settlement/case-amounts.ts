import assert from 'node:assert/strict';
import { NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { minus, over, reduced, sumOf, ZERO, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { AnnualSettlement, SettledHospitalYear } from './annual-settlement.js';
import { QUANTITY_DECIMALS, type CaseToSettle } from './case-totals.js';
import { grossBy, poolRule, type PoolRule } from './pool-rule.js';

/** What one pass over the cases has to find out of a hospital before amounts can be said: plain data, for threads. */
export interface CountedCases {
  /** Of the rounded parts of its cases. Unit: fen. */
  sum: bigint;
  /** The case with the largest charges, of equal ones the first by its name: it takes what rounding leaves. */
  heir: string;
  heirCharges: bigint;
}

/** A hospital's rule in whole numbers over one denominator: a case costs five multiplications and one division. Unit: yuan. */
interface WholeRule {
  readonly perQuantity: bigint;
  readonly perFixedQuantity: bigint;
  readonly perOthers: bigint;
  readonly perPayment: bigint;
  readonly perCharges: bigint;
  readonly denominator: bigint;
}

const UNITS = 10n ** BigInt(QUANTITY_DECIMALS);
const FEN = 100n;

/**
 * Gives each case its part of what is due to its hospital, so that the parts add up to it to the fen, in whatever order cases come.
 *
 * A case has what the pools pay for it; what later steps of the year added or took is spread by charges. The rounded parts of a hospital
 * miss its amount by some fen, which its case with the largest charges takes. So every case is counted first, by one collector or several,
 * and then asked for.
 */
export class CaseAmounts {
  readonly #rules = new Map<string, Map<string, WholeRule>>();
  readonly #due = new Map<string, Fen>();
  readonly #counted = new Map<string, CountedCases>();
  readonly #rounding: Rounding;

  constructor({ hospitals, pools }: AnnualSettlement, rounding: Rounding) {
    this.#rounding = rounding;
    for (const hospital of hospitals) {
      const rules = new Map<string, PoolRule>();
      const gross: Ratio[] = [];
      for (const pool of pools) {
        const own = pool.hospitals.find((one) => one.hospital === hospital.hospital);
        if (own === undefined) continue;
        const rule = poolRule(pool, own);
        rules.set(pool.id, rule);
        // Rules are linear: what they make of the valued cases together is the sum of what they make of each.
        const valued = { isValued: true, quantity: own.quantity, fixedQuantity: own.fixedQuantity, others: own.valuedOthers };
        gross.push(grossBy(rule, { ...valued, fundPayment: NO_MONEY }), yuanOf(own.pricedPayments));
      }
      const perCharges = spreadByCharges(hospital, sumOf(gross));
      this.#rules.set(hospital.hospital, new Map([...rules].map(([pool, rule]) => [pool, wholeRule(rule, perCharges)])));
      this.#due.set(hospital.hospital, hospital.due);
    }
  }

  /** Takes note of a case, once. */
  count(one: CaseToSettle): void {
    this.#note(one.hospital, { sum: this.#part(one), heir: one.caseId, heirCharges: one.charges });
  }

  /** Takes note of what another collector of the same settlement counted. */
  merge(counted: Iterable<readonly [hospital: string, cases: CountedCases]>): void {
    for (const [hospital, cases] of counted) this.#note(hospital, cases);
  }

  counted(): readonly (readonly [hospital: string, cases: CountedCases])[] {
    return [...this.#counted];
  }

  /** The part of a case that was counted, after all were. Unit: fen. */
  amountOf(one: CaseToSettle): Fen {
    const part = this.#part(one);
    const counted = this.#counted.get(one.hospital);
    if (counted === undefined || counted.heir !== one.caseId) return part;
    return sumFen([part, subtractFen(this.#due.get(one.hospital)!, counted.sum as Fen)]);
  }

  #note(hospital: string, { sum, heir, heirCharges }: CountedCases): void {
    const known = this.#counted.get(hospital);
    if (known === undefined) {
      this.#counted.set(hospital, { sum, heir, heirCharges });
      return;
    }
    known.sum += sum;
    if (heirCharges < known.heirCharges || (heirCharges === known.heirCharges && heir > known.heir)) return;
    known.heir = heir;
    known.heirCharges = heirCharges;
  }

  #part({ hospital, pool, isValued, quantity, fixedQuantity, others, fundPayment, charges }: CaseToSettle): Fen {
    const rule = this.#rules.get(hospital)?.get(pool);
    assert(rule !== undefined, 'a case that is given its part was among the totals that were settled');
    const gross = isValued
      ? quantity * rule.perQuantity + fixedQuantity * rule.perFixedQuantity + others * rule.perOthers
      : fundPayment * rule.perPayment;
    return roundToFen({ numerator: gross + charges * rule.perCharges, denominator: rule.denominator }, this.#rounding);
  }
}

/** What the steps after the pools did to a hospital, for each yuan of its charges. */
function spreadByCharges({ due, charges }: SettledHospitalYear, gross: Ratio): Ratio {
  return charges === 0n ? ZERO : over(minus(yuanOf(due), gross), yuanOf(charges));
}

function wholeRule({ perQuantity, perFixedQuantity, perOthers }: PoolRule, perCharges: Ratio): WholeRule {
  const parts = [
    part(perQuantity, UNITS),
    part(perFixedQuantity, UNITS),
    part(perOthers, FEN),
    { numerator: 1n, denominator: FEN },
    part(perCharges, FEN),
  ];
  const denominator = parts.reduce((all, one) => leastCommonMultiple(all, one.denominator), 1n);
  const [quantity, fixedQuantity, others, payment, charges] = parts.map((one) => (one.numerator * denominator) / one.denominator);
  return {
    perQuantity: quantity!,
    perFixedQuantity: fixedQuantity!,
    perOthers: others!,
    perPayment: payment!,
    perCharges: charges!,
    denominator,
  };
}

/** What one counted unit is worth. */
const part = ({ numerator, denominator }: Ratio, units: bigint): Ratio =>
  reduced({ numerator, denominator: denominator * units });

/** Both above zero. */
const leastCommonMultiple = (a: bigint, b: bigint): bigint => a * reduced({ numerator: a, denominator: b }).denominator;
