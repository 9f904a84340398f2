import assert from 'node:assert/strict';
import { fen, type Fen } from './money.js';
import { exponentOfTen, powerOfTen, reduced, type Ratio } from './ratio.js';

/** `half-up`: halves away from zero. `half-even`: halves to the even digit. `down`: towards zero. `up`: away from zero. */
export const ROUNDING_RULES = ['half-up', 'half-even', 'down', 'up'] as const;
export type RoundingRule = (typeof ROUNDING_RULES)[number];

/** What a region decided about rounding one kind of number. */
export interface Rounding {
  readonly rule: RoundingRule;
  readonly decimals: number;
}

/** Halves up to the fen, as the national texts print amounts. */
export const HALF_UP_TO_FEN: Rounding = { rule: 'half-up', decimals: 2 };

/**
 * The only rounding in pricing. Negative numbers round as positive ones do, so that a correction undoes what it corrects.
 *
 * @returns Units of the last decimal: 1.2345 at four decimals is 12345.
 */
export function roundToUnits({ numerator, denominator }: Ratio, { rule, decimals }: Rounding): bigint {
  assert(denominator > 0n, 'a ratio has a positive denominator');
  const isBelowZero = numerator < 0n;
  const scaled = (isBelowZero ? -numerator : numerator) * powerOfTen(decimals);
  const whole = scaled / denominator;
  const rest = scaled - whole * denominator;
  const units = rest > 0n && goesUp(rule, 2n * rest - denominator, whole) ? whole + 1n : whole;
  return isBelowZero ? -units : units;
}

/** @param aboveHalf Sign says on which side of one half the rest lies. */
function goesUp(rule: RoundingRule, aboveHalf: bigint, whole: bigint): boolean {
  switch (rule) {
    case 'half-up':
      return aboveHalf >= 0n;
    case 'half-even':
      return aboveHalf > 0n || (aboveHalf === 0n && whole % 2n === 1n);
    case 'down':
      return false;
    case 'up':
      return true;
  }
}

/** A number rounded as the region says; without a rule it stays exact. */
export function rounded(value: Ratio, rounding: Rounding | undefined): Ratio {
  if (rounding === undefined) return value;
  return { numerator: roundToUnits(value, rounding), denominator: powerOfTen(rounding.decimals) };
}

/** An exact number of yuan as money. A region may round coarser than the fen, never finer. */
export function roundToFen(yuan: Ratio, rounding: Rounding = HALF_UP_TO_FEN): Fen {
  assert(rounding.decimals <= 2, 'money has no more than two decimals');
  return fen(roundToUnits(yuan, rounding) * powerOfTen(2 - rounding.decimals));
}

/** Prints a number with a fixed count of decimals, after rounding it as the rule says. */
export function printRounded(value: Ratio, rounding: Rounding): string {
  return printUnits(roundToUnits(value, rounding), rounding.decimals);
}

/**
 * Prints a number exactly: as a decimal where it has one, `1140` or `0.95`, else as a fraction in lowest terms, `53/60`. A breakdown
 * prints nothing that would not give the same result again.
 *
 * @param least Decimals that a decimal has at least: 2 for amounts.
 */
export function printExactly(value: Ratio, least = 0): string {
  const stated = exponentOfTen(value.denominator);
  if (stated !== undefined && stated >= least) return withoutZeros(printUnits(value.numerator, stated), stated - least);
  const { numerator, denominator } = reduced(value);
  const needed = decimalsOf(denominator);
  if (needed === undefined) return `${numerator}/${denominator}`;
  const decimals = Math.max(needed, least);
  return printUnits((numerator * powerOfTen(decimals)) / denominator, decimals);
}

/** A decimal without the zeros at its end, nor its point where nothing is left behind it. @param most Zeros that may go. */
function withoutZeros(decimal: string, most: number): string {
  let end = decimal.length;
  while (end > decimal.length - most && decimal[end - 1] === '0') end--;
  return decimal.slice(0, decimal[end - 1] === '.' ? end - 1 : end);
}

function printUnits(units: bigint, decimals: number): string {
  if (units < 0n) return `-${printUnits(-units, decimals)}`;
  if (decimals === 0) return String(units);
  const digits = String(units).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** How many decimals a fraction in lowest terms needs; undefined where no number of them is enough. */
function decimalsOf(denominator: bigint): number | undefined {
  let [rest, twos, fives] = [denominator, 0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}
