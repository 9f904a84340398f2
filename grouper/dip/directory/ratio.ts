import assert from 'node:assert/strict';

/** An exact fraction; its denominator is above zero. Not reduced: a directory makes each one once and rounds it once. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Ratio = { numerator: 0n, denominator: 1n };

/** @param denominator Above zero. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const below = BigInt(denominator);
  assert(below > 0n, 'a ratio has a positive denominator');
  return { numerator: BigInt(numerator), denominator: below };
}

/** A printed decimal, exactly. @param text Digits with at most one point; the schema of the policy has checked it. */
export function decimal(text: string): Ratio {
  const [units = '0', places = ''] = text.split('.');
  return ratio(BigInt(units + places), 10n ** BigInt(places.length));
}

export function plus(a: Ratio, b: Ratio): Ratio {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function times(a: Ratio, b: Ratio): Ratio {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** @param b Above zero. */
export function over(a: Ratio, b: Ratio): Ratio {
  assert(b.numerator > 0n, 'the divisor is above zero');
  return { numerator: a.numerator * b.denominator, denominator: a.denominator * b.numerator };
}

/** Below zero, zero or above zero, as a is less than, equal to or more than b. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
