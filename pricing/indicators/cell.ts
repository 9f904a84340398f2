import type { Moments } from '../../grouper/index.js';
import type { IndicatorCase } from './indicator-case.js';

/** Decimals that a policy prints at most: weights add up exactly in units of the last of them. */
export const WEIGHT_UNITS = 10n ** 12n;

/** Everything that is counted of the cases of one group in one hospital; whole numbers, so that order changes nothing. */
export class Cell {
  cases = 0;
  dead = 0;
  /** Cases with a weight, and their weights in units of 1 / WEIGHT_UNITS. */
  weighted = 0;
  weight = 0n;
  /** Cases with a cost; sum and squares in fen. */
  costed = 0;
  cost = 0n;
  squares = 0n;
  /** Cases with a length of stay. */
  stayed = 0;
  days = 0n;

  add({ isDead, relativeWeight, cost, days }: IndicatorCase): void {
    this.cases++;
    if (isDead) this.dead++;
    if (relativeWeight !== undefined) {
      this.weighted++;
      this.weight += (relativeWeight.numerator * WEIGHT_UNITS) / relativeWeight.denominator;
    }
    if (cost !== undefined) {
      this.costed++;
      this.cost += cost;
      this.squares += cost * cost;
    }
    if (days !== undefined) {
      this.stayed++;
      this.days += BigInt(days);
    }
  }

  /** Adds the cases of another cell. */
  join(other: Cell): this {
    this.cases += other.cases;
    this.dead += other.dead;
    this.weighted += other.weighted;
    this.weight += other.weight;
    this.costed += other.costed;
    this.cost += other.cost;
    this.squares += other.squares;
    this.stayed += other.stayed;
    this.days += other.days;
    return this;
  }

  get moments(): Moments {
    return { cases: this.costed, sum: this.cost, squares: this.squares };
  }
}
