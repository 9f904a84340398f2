import type { ClinicalPicture } from './clinical-pictures.js';
import type { SeededRandom } from './seeded-random.js';

/**
 * What is done to a few cases on purpose, so that a demonstration shows every outcome, and in how many of 2,000.
 *
 * The first four are faulty rows (10 of 2,000, or 0.5 %), the others sound rows without a group of their own (30 of 2,000, or 1.5 %).
 */
export const DEMONSTRATION_FLAWS = {
  'sex-missing': 3,
  'weight-missing': 2,
  'principal-unknown': 3,
  'age-negative': 2,
  'unrelated-procedure': 14,
  'opposite-sex': 6,
  'principal-not-groupable': 10,
} as const;

export type DemonstrationFlaw = keyof typeof DEMONSTRATION_FLAWS;

/** Of so many cases `DEMONSTRATION_FLAWS` counts. */
export const FLAWS_PER = 2000;

/** Written like codes, but on no list: chapters without such a category, and a category without its subdivision. */
export const UNKNOWN_DIAGNOSES = ['K99.900', 'D99.x00', 'I10'] as const;

/** External causes and circumstances: codes that exist, though no hospital stay is for them. */
export const NOT_GROUPABLE_DIAGNOSES = ['W19.x00', 'V89.200', 'X59.900', 'Y84.900'] as const;

/** The flaw of a case; nearly always none. */
export function drawFlaw(random: SeededRandom): DemonstrationFlaw | undefined {
  let drawn = random.below(FLAWS_PER);
  for (const [flaw, cases] of Object.entries(DEMONSTRATION_FLAWS)) {
    if (drawn < cases) return flaw as DemonstrationFlaw;
    drawn -= cases;
  }
  return undefined;
}

/** Whether the flaw can be shown with a clinical picture: only a newborn can lack a weight, only a woman's disease can be a man's. */
export function suits(flaw: DemonstrationFlaw, picture: ClinicalPicture): boolean {
  const isAdult = picture.ageUnit === 'years' && picture.ageFrom >= 16;
  switch (flaw) {
    case 'weight-missing':
      return picture.birthWeight !== undefined;
    case 'opposite-sex':
      return isOfOneSex(picture) && /^(0404|050[12])$/.test(picture.department);
    case 'unrelated-procedure':
      return (
        isAdult && !isOfOneSex(picture) && picture.principalProcedures.length === 0 && /^(03|13|15|16)/.test(picture.department)
      );
    case 'sex-missing':
    case 'principal-unknown':
    case 'age-negative':
    case 'principal-not-groupable':
      return isAdult && !isOfOneSex(picture);
  }
}

/** Whether the operation of a clinical picture can stand, unrelated, beside another disease. */
export function lendsProcedure(picture: ClinicalPicture): boolean {
  return (
    picture.ageUnit === 'years' &&
    picture.ageFrom >= 16 &&
    !isOfOneSex(picture) &&
    picture.procedurePercent >= 90 &&
    /^(04|1[0-2])/.test(picture.department)
  );
}

function isOfOneSex({ malePercent }: ClinicalPicture): boolean {
  return malePercent === 0 || malePercent === 100;
}
