import assert from 'node:assert/strict';
import type { RoundingRule } from '../../../reference-data/index.js';
import type { Ratio } from './ratio.js';

/**
 * The only rounding of a directory: a ratio of zero or more to so many decimals.
 *
 * @returns Units of the last decimal: 1.2345 to four decimals is 12345.
 */
export function roundRatio({ numerator, denominator }: Ratio, decimals: number, rule: RoundingRule): bigint {
  assert(numerator >= 0n, 'what a directory rounds is zero or more');
  const scaled = numerator * 10n ** BigInt(decimals);
  const whole = scaled / denominator;
  if (rule === 'down') return whole;
  const twiceRest = 2n * (scaled - whole * denominator);
  const isHalf = twiceRest === denominator;
  if (isHalf && rule === 'half-even') return whole + (whole & 1n);
  return twiceRest >= denominator ? whole + 1n : whole;
}

/** Prints units of the last decimal: 12345 with four decimals is `1.2345`. */
export function decimalText(units: bigint, decimals: number): string {
  if (units < 0n) return `-${decimalText(-units, decimals)}`;
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A ratio as text, half up. */
export function ratioText(value: Ratio, decimals: number): string {
  return decimalText(roundRatio(value, decimals, 'half-up'), decimals);
}

/** A mean in fen as yuan with two decimals, half up. */
export function yuanOfFen(fen: Ratio): string {
  return decimalText(roundRatio(fen, 0, 'half-up'), 2);
}
