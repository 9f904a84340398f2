import type { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import { isNewbornDisease, type Range, type Recipe } from './case-model.js';

/** Who lies in the bed. Cells as they are written: empty where nothing is stated. */
export interface DrawnPerson {
  readonly sex: number;
  readonly ageYears: number;
  readonly ageDays: number | '';
  readonly weightGrams: number | '';
}

const NEWBORN_DAYS = 28;

/**
 * Draws a person who fits recipe and diagnosis.
 *
 * @param infantsPerThousand How often a person of any age is an infant.
 */
export function drawPerson(random: SeededRandom, recipe: Recipe, diagnosis: string, infantsPerThousand: number): DrawnPerson {
  const { sex, ageYears, ageDays, weightGrams } = recipe;
  const chosenSex = sex.from === sex.to ? sex.from : (sexOf(diagnosis) ?? random.within(1, 2));
  const mayBeInfant = ageYears.from === 0;
  const isNewborn = mayBeInfant && isNewbornDisease(diagnosis);
  if (ageYears.to === 0 || isNewborn || (mayBeInfant && random.below(1000) < infantsPerThousand)) {
    // Most infants in hospital are newborns.
    const isYoung = (isNewborn || random.happens(50)) && ageDays.from <= NEWBORN_DAYS;
    const days = isYoung ? Math.min(ageDays.to, NEWBORN_DAYS) : ageDays.to;
    const grams = Math.floor(
      (random.within(weightGrams.from, weightGrams.to) + random.within(weightGrams.from, weightGrams.to)) / 2,
    );
    return { sex: chosenSex, ageYears: 0, ageDays: random.within(ageDays.from, days), weightGrams: grams };
  }
  return { sex: chosenSex, ageYears: drawAge(random, ageYears), ageDays: '', weightGrams: '' };
}

/** A tenth are children; adults gather around sixty. */
function drawAge(random: SeededRandom, { from, to }: Range): number {
  const age = random.happens(10) ? random.within(1, 17) : Math.floor((random.within(18, 98) + random.within(25, 95)) / 2);
  return age >= from && age <= to ? age : random.within(Math.max(1, from), Math.max(1, to));
}

/** The sex that a chapter of ICD-10 belongs to, as far as its categories tell. */
export function sexOf(diagnosis: string): 1 | 2 | undefined {
  const letter = diagnosis.charAt(0);
  if (letter === 'O') return 2;
  if (letter !== 'N' && letter !== 'C' && letter !== 'D') return undefined;
  const category = Number(diagnosis.slice(1, 3));
  const isWithin = (from: number, to: number) => category >= from && category <= to;
  if (letter === 'N') return isWithin(40, 51) ? 1 : isWithin(70, 98) ? 2 : undefined;
  if (letter === 'C') return isWithin(60, 63) ? 1 : isWithin(51, 58) ? 2 : undefined;
  return category === 29 ? 1 : isWithin(25, 28) ? 2 : undefined;
}
