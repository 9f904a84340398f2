import type { Discharge } from '../../grouper/index.js';

const CHILD_BANDS: readonly (readonly [number, string])[] = [
  [0, '29d-1y'],
  [6, '1-6y'],
  [17, '7-17y'],
];
const ICU_BANDS: readonly (readonly [number, string])[] = [
  [31, '31+'],
  [15, '15-30'],
  [8, '8-14'],
  [2, '2-7'],
];
const NEWBORN_DAYS = 28;

/**
 * Levels of the subtype families that a row decides by itself: age bands of children, and days in intensive care, a begun day being one.
 * Severity and tumour levels need lists and points, and are tried once those are chosen.
 *
 * @source DIP 3.0 technical specification (draft) ch. 5 s. 2
 */
export function rowSubtypes({ ageYears, ageDays, icuHours }: Discharge): readonly string[] {
  const levels: string[] = [];
  const age = ageYears === undefined ? undefined : ageBand(ageYears, ageDays);
  if (age !== undefined) levels.push(`age=${age}`);
  const icuDays = Math.ceil((icuHours ?? 0) / 24);
  const icu = ICU_BANDS.find(([days]) => icuDays >= days);
  if (icu !== undefined) levels.push(`icu-days=${icu[1]}`);
  return levels;
}

function ageBand(years: number, days: number | undefined): string | undefined {
  if (years === 0 && days !== undefined && days <= NEWBORN_DAYS) return '0-28d';
  return years < 0 ? undefined : CHILD_BANDS.find(([upTo]) => years <= upTo)?.[1];
}
