import assert from 'node:assert/strict';

/** The largest whole number whose square is not above n. @param n Zero or more. */
export function wholeSquareRoot(n: bigint): bigint {
  assert(n >= 0n, 'a square root is taken of zero or more');
  if (n < 2n) return n;
  // Newton from above: the first guess is no smaller than the root, and the sequence falls until it stands on it.
  let guess = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/**
 * The square root of a fraction of zero or more to so many decimals, half up, by whole numbers alone.
 *
 * With X the fraction times the square of 10^decimals, √X rounded half up is ⌊(⌊√(4X)⌋ + 1) / 2⌋, and cutting 4X to a whole number
 * first changes nothing, as no square lies between it and what was cut off.
 *
 * @returns Units of the last decimal.
 */
export function roundedSquareRoot(numerator: bigint, denominator: bigint, decimals: number): bigint {
  const scale = 10n ** BigInt(2 * decimals);
  return (wholeSquareRoot((4n * numerator * scale) / denominator) + 1n) / 2n;
}
