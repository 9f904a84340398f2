import type { ClinicalPicture } from './clinical-pictures.js';
import type { SeededRandom } from './seeded-random.js';

/** Who comes. */
export interface DemonstrationPerson {
  readonly personKey: string;
  readonly sex: 1 | 2;
  readonly ageYears: number;
  /** Only under one year. */
  readonly ageDays?: number;
  /** Only newborns. Unit: gram, to 10 g. */
  readonly birthWeightGrams?: number;
  readonly admissionWeightGrams?: number;
  readonly insuranceType: 'employee' | 'resident';
}

/** Invents a person who fits a clinical picture in sex, age and, if newborn, weight. */
export function drawPerson(random: SeededRandom, picture: ClinicalPicture): DemonstrationPerson {
  const sex = random.happens(picture.malePercent) ? 1 : 2;
  const ageYears = picture.ageUnit === 'years' ? middlingAge(random, picture) : 0;
  const personKey = [1, 2, 3, 4].map(() => random.next().toString(16).padStart(8, '0')).join('');
  const insuranceType = ageYears >= 18 && random.happens(ageYears < 60 ? 46 : 42) ? 'employee' : 'resident';
  const person = { personKey, sex, ageYears, insuranceType } as const;
  if (ageYears > 0) return person;
  if (picture.ageUnit === 'years') return { ...person, ageDays: random.within(29, 364) };
  const ageDays = Math.min(random.within(picture.ageFrom, picture.ageTo), random.within(picture.ageFrom, picture.ageTo));
  return { ...person, ageDays, ...weights(random, picture, ageDays) };
}

/** Ages in the middle of the range are more likely than those at its ends. */
function middlingAge(random: SeededRandom, { ageFrom, ageTo }: ClinicalPicture): number {
  const ages = ageTo - ageFrom + 1;
  return ageFrom + Math.floor((random.below(ages) + random.below(ages) + 1) / 2);
}

/** Newborns lose a little at first and put on about 20 g a day from the second week. */
function weights(random: SeededRandom, { birthWeight }: ClinicalPicture, ageDays: number) {
  if (birthWeight === undefined) return {};
  const birthWeightGrams = toTenGrams(
    (random.within(birthWeight.from, birthWeight.to) + random.within(birthWeight.from, birthWeight.to)) / 2,
  );
  const gain = 20 * Math.max(0, ageDays - 7);
  const admissionWeightGrams =
    ageDays === 0 ? birthWeightGrams : toTenGrams((birthWeightGrams * random.within(950, 1020)) / 1000 + gain);
  return { birthWeightGrams, admissionWeightGrams };
}

function toTenGrams(grams: number): number {
  return Math.floor(grams / 10) * 10;
}
