import type { ClinicalPicture } from './clinical-pictures.js';
import type { DemonstrationHospital } from './demonstration-hospitals.js';
import type { SeededRandom } from './seeded-random.js';
import { skewedSpread, thousandthsOf } from './skewed-spread.js';

/** How long a stay is, and how intense. */
export interface DemonstrationStay {
  /** Length against the median of the clinical picture. Unit: thousandths. */
  readonly spread: number;
  readonly lengthOfStayDays: number;
  /** Days between the dates: the length of stay, or 0 where admission and discharge were on one day. */
  readonly daysBetween: number;
  readonly icuHours?: number;
  readonly ventilatorHours?: number;
  readonly disposition: 1 | 2 | 3 | 4 | 5 | 9;
}

/** Draws the stay of a clinical picture in a hospital. */
export function drawStay(random: SeededRandom, picture: ClinicalPicture, hospital: DemonstrationHospital): DemonstrationStay {
  const spread = skewedSpread(random);
  const tenthsOfDays = thousandthsOf(picture.stayMedianDays * hospital.stayPercent, spread) / 10;
  const lengthOfStayDays = Math.max(1, Math.round(tenthsOfDays / 10));
  const daysBetween = lengthOfStayDays === 1 && random.happens(30) ? 0 : lengthOfStayDays;
  return {
    spread,
    lengthOfStayDays,
    daysBetween,
    ...intensiveCare(random, picture, lengthOfStayDays),
    disposition: disposition(random, picture, hospital),
  };
}

/** Whoever is ventilated lies in intensive care for longer than that. */
function intensiveCare(random: SeededRandom, picture: ClinicalPicture, lengthOfStayDays: number) {
  const drawn = random.below(100);
  if (drawn >= Math.max(picture.icuPercent, picture.ventilatorPercent)) return {};
  const icuHours = 6 + Math.floor(((24 * lengthOfStayDays - 6) * random.within(12, 75)) / 100);
  if (drawn >= picture.ventilatorPercent) return { icuHours };
  return { icuHours, ventilatorHours: Math.max(2, Math.floor((icuHours * random.within(15, 85)) / 100)) };
}

function disposition(
  random: SeededRandom,
  picture: ClinicalPicture,
  { level }: DemonstrationHospital,
): DemonstrationStay['disposition'] {
  const shares: readonly (readonly [DemonstrationStay['disposition'], number])[] = [
    [5, picture.diedPermille],
    [2, level === 1 ? 3 * picture.transferPermille : picture.transferPermille],
    [4, 26],
    [3, level === 3 ? 16 : 4],
    [9, 3],
  ];
  let drawn = random.below(1000);
  for (const [code, permille] of shares) {
    if (drawn < permille) return code;
    drawn -= permille;
  }
  return 1;
}
