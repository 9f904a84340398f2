import assert from 'node:assert/strict';
import { ratio, type Ratio } from '../../pricing/index.js';

const FEN_A_YUAN = 100n;
/** Decimals to which a coefficient of variation is known. */
const VARIATION_SCALE = 10_000n;

/** Charges of cases that are alike, summed up exactly. */
export class ChargeSample {
  #cases = 0n;
  #sum = 0n;
  #squares = 0n;

  /** @param charges Unit: fen. */
  add(charges: bigint): void {
    this.#cases += 1n;
    this.#sum += charges;
    this.#squares += charges * charges;
  }

  get cases(): bigint {
    return this.#cases;
  }

  /** Unit: yuan, exact. */
  get mean(): Ratio {
    assert(this.#cases > 0n, 'a mean needs a case');
    return ratio(this.#sum, this.#cases * FEN_A_YUAN);
  }

  /** Standard deviation over mean, of the cases as they are, cut to four decimals; zero where nothing varies. */
  get variation(): Ratio {
    if (this.#sum === 0n) return ratio(0);
    const spread = this.#cases * this.#squares - this.#sum * this.#sum;
    return ratio(wholeRoot((spread * VARIATION_SCALE * VARIATION_SCALE) / (this.#sum * this.#sum)), VARIATION_SCALE);
  }
}

/** The whole part of a square root, by Newton's method. */
function wholeRoot(square: bigint): bigint {
  if (square < 2n) return square;
  let root = square;
  let next = (root + 1n) / 2n;
  while (next < root) {
    root = next;
    next = (root + square / root) / 2n;
  }
  return root;
}
