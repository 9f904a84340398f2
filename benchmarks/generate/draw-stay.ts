import { dayText, firstDayOf } from '../../reference-data/demo/calendar-day.js';
import type { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import { skewedSpread, thousandthsOf } from '../../reference-data/demo/skewed-spread.js';
import type { Range, Recipe } from './case-model.js';

const YEAR = 2026;
const DAYS = Array.from({ length: firstDayOf(YEAR + 1) - firstDayOf(YEAR) }, (_, day) => dayText(firstDayOf(YEAR) + day));

/** Usual stays, each as likely as the other; the longest stands for all beyond. Unit: days. */
const STAYS = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 10, 11, 12, 13, 14, 15, 17, 20, 24];
const LONGEST = STAYS.at(-1)!;

/** A stay within the year: its days, and admission and discharge as dates. */
export function drawStay(random: SeededRandom, { stayDays }: Recipe): { readonly days: number; readonly dates: string } {
  const days = within(stayDays, drawDays(random), random);
  const admission = random.below(DAYS.length - days);
  return { days, dates: `${DAYS[admission]!},${DAYS[admission + days]!}` };
}

function drawDays(random: SeededRandom): number {
  const days = STAYS[random.below(STAYS.length)]!;
  return days < LONGEST ? days : random.within(LONGEST - 3, 60);
}

const HOME = 1;
const OTHER_WAYS = [2, 2, 2, 2, 3, 4, 4, 5, 5, 9];

/** Nearly everybody goes home. */
export function drawDisposition(random: SeededRandom, { disposition }: Recipe): number {
  const way = random.happens(94) ? HOME : OTHER_WAYS[random.below(OTHER_WAYS.length)]!;
  return way >= disposition.from && way <= disposition.to ? way : disposition.from;
}

function within({ from, to }: Range, value: number, random: SeededRandom): number {
  return value >= from && value <= to ? value : random.within(from, to);
}

/** Decimals of an amount. */
const CENTS = Array.from({ length: 100 }, (_, cents) => String(cents).padStart(2, '0'));

/** Total, drug and consumable charges as three cells of yuan. @param base What the group costs without its days. Unit: fen. */
export function drawCharges(random: SeededRandom, base: number, days: number, isOperated: boolean): string {
  const total = thousandthsOf(base + days * random.within(40_000, 90_000), skewedSpread(random)) + random.below(100);
  const drugs = thousandthsOf(total, random.within(80, 420));
  const consumables = thousandthsOf(total, isOperated ? random.within(60, 480) : random.within(5, 90));
  return `${yuan(total)},${yuan(drugs)},${yuan(consumables)}`;
}

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${CENTS[fen % 100]!}`;
}
