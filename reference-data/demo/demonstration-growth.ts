import assert from 'node:assert/strict';

/** The year in which charges and volume stand as the tables state them. */
export const DEMONSTRATION_BASE_YEAR = 2023;

/** Yearly growth. Unit: thousandths. */
const COST_GROWTH = 25;
const VOLUME_GROWTH = 40;

/**
 * What charges of a year are against the base year.
 *
 * @returns Thousandths, above zero: 1000 in the base year, 1025 in the next.
 */
export function costLevelOf(year: number): number {
  return grown(1000, COST_GROWTH, year);
}

/**
 * How many cases a year has when volume grows as slowly as costs do, to build several years that belong together.
 *
 * @param countInBaseYear Cases in the base year, zero or more.
 */
export function demonstrationVolume(countInBaseYear: number, year: number): number {
  assert(Number.isSafeInteger(countInBaseYear) && countInBaseYear >= 0, 'a number of cases is a whole number, zero or more');
  return grown(countInBaseYear, VOLUME_GROWTH, year);
}

function grown(amount: number, thousandths: number, year: number): number {
  let result = amount;
  for (let y = DEMONSTRATION_BASE_YEAR; y < year; y++) result = Math.round((result * (1000 + thousandths)) / 1000);
  for (let y = DEMONSTRATION_BASE_YEAR; y > year; y--) result = Math.round((result * 1000) / (1000 + thousandths));
  return result;
}
