import assert from 'node:assert/strict';
import { PricingError } from './errors.js';

/** An exact fraction; its denominator is above zero. Not reduced: a case multiplies a handful of them and rounds once. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** @param denominator Not zero; a sign moves to the numerator. */
export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const below = BigInt(denominator);
  assert(below !== 0n, 'the denominator of a ratio is not zero');
  return below > 0n
    ? { numerator: BigInt(numerator), denominator: below }
    : { numerator: -BigInt(numerator), denominator: -below };
}

export const ZERO: Ratio = { numerator: 0n, denominator: 1n };
export const ONE: Ratio = { numerator: 1n, denominator: 1n };

export function plus(a: Ratio, b: Ratio): Ratio {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };
}

export function minus(a: Ratio, b: Ratio): Ratio {
  return plus(a, { numerator: -b.numerator, denominator: b.denominator });
}

export function times(a: Ratio, b: Ratio): Ratio {
  // Most cases have a coefficient that is not there.
  if (b === ONE) return a;
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator };
}

/** @param b Not zero: whoever divides has asked before, because a mean of zero is a fault of the data. */
export function over(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Below zero, zero or above zero, as a is less than, equal to or more than b. Multiplies, so that an edge is never decided by rounding. */
export function compare(a: Ratio, b: Ratio): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const lesser = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b);
export const greater = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b);
export const sumOf = (values: readonly Ratio[]): Ratio => values.reduce(plus, ZERO);
export const productOf = ([first = ONE, ...others]: readonly Ratio[]): Ratio => others.reduce(times, first);
export const isZero = ({ numerator }: Ratio): boolean => numerator === 0n;
export const isNegative = ({ numerator }: Ratio): boolean => numerator < 0n;

const POWERS_OF_TEN: readonly bigint[] = Array.from({ length: 19 }, (_, exponent) => 10n ** BigInt(exponent));

/** @param exponent Zero or more. */
export const powerOfTen = (exponent: number): bigint => POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);

/** Which power of ten a number is, of those that decimals have; undefined for any other number. */
export function exponentOfTen(number: bigint): number | undefined {
  const exponent = POWERS_OF_TEN.indexOf(number);
  return exponent === -1 ? undefined : exponent;
}

const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/;

/**
 * Reads a decimal exactly as it is printed, `0.10` or `-480.00`.
 *
 * @throws PRICING_NOT_A_DECIMAL for anything else, exponents and thousands separators included.
 */
export function parseRatio(printed: string): Ratio {
  const [, sign, whole, places = ''] = DECIMAL.exec(printed) ?? [];
  if (whole === undefined) throw new PricingError('PRICING_NOT_A_DECIMAL', { text: printed });
  const units = BigInt(whole + places);
  return { numerator: sign === '-' ? -units : units, denominator: powerOfTen(places.length) };
}

/** The same fraction in lowest terms: what two equal ratios have in common. */
export function reduced({ numerator, denominator }: Ratio): Ratio {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return a === 0n ? ZERO : { numerator: numerator / a, denominator: denominator / a };
}
