import type { ClinicalPicture } from './clinical-pictures.js';
import { comorbidities } from './comorbidities.js';
import type { DemonstrationPerson } from './draw-person.js';
import { NOT_GROUPABLE_DIAGNOSES, UNKNOWN_DIAGNOSES, type DemonstrationFlaw } from './flaws.js';
import type { SeededRandom } from './seeded-random.js';
import { firstHalfOfTheTime } from './weighted-choice.js';

/** What the list says the person had and what was done. */
export interface DemonstrationCodes {
  readonly principalDiagnosis: string;
  readonly secondaryDiagnoses: readonly string[];
  readonly principalProcedure?: string;
  readonly otherProcedures: readonly string[];
  /** Whether the operation that the clinical picture is about took place, where it is about one. */
  readonly isTreatedAsPlanned: boolean;
}

/** Ventilation has one code below this length and another from it on. Unit: hours. */
const LONG_VENTILATION_HOURS = 96;

/** Draws the diagnoses: what the clinical picture brings along, then what people of the age have anyway, one of each ICD category. */
export function drawDiagnoses(
  random: SeededRandom,
  picture: ClinicalPicture,
  person: DemonstrationPerson,
  flaw: DemonstrationFlaw | undefined,
): Pick<DemonstrationCodes, 'principalDiagnosis' | 'secondaryDiagnoses'> {
  const principalDiagnosis = firstHalfOfTheTime(random, principalsFor(picture, flaw));
  const secondaryDiagnoses: string[] = [];
  const categories = new Set([categoryOf(principalDiagnosis)]);
  const add = (code: string) => {
    if (categories.has(categoryOf(code))) return;
    categories.add(categoryOf(code));
    secondaryDiagnoses.push(code);
  };
  for (const { code, percent } of picture.secondaryDiagnoses) if (random.happens(percent)) add(code);
  for (const { diagnosis, sexes, ageFrom, ageTo, percent } of comorbidities()) {
    const fits = sexes.includes(person.sex) && person.ageYears >= ageFrom && person.ageYears <= ageTo;
    if (fits && random.happens(percent)) add(diagnosis);
  }
  return { principalDiagnosis, secondaryDiagnoses };
}

/**
 * Draws the procedures. Where there is no main operation the first of the others is the principal procedure, as on a real list.
 *
 * @param ventilatorHours Hours on the ventilator, which add the code of ventilation.
 */
export function drawProcedures(
  random: SeededRandom,
  picture: ClinicalPicture,
  ventilatorHours: number | undefined,
): Pick<DemonstrationCodes, 'principalProcedure' | 'otherProcedures' | 'isTreatedAsPlanned'> {
  const isTreatedAsPlanned = random.happens(picture.procedurePercent);
  const procedures = new Set<string>();
  if (isTreatedAsPlanned) procedures.add(firstHalfOfTheTime(random, picture.principalProcedures));
  if (ventilatorHours !== undefined) procedures.add(ventilatorHours < LONG_VENTILATION_HOURS ? '96.7101' : '96.7201');
  for (const { code, percent } of picture.otherProcedures) if (random.happens(percent)) procedures.add(code);
  const [principalProcedure, ...otherProcedures] = procedures;
  return { ...(principalProcedure === undefined ? {} : { principalProcedure }), otherProcedures, isTreatedAsPlanned };
}

function principalsFor(picture: ClinicalPicture, flaw: DemonstrationFlaw | undefined): readonly string[] {
  if (flaw === 'principal-unknown') return UNKNOWN_DIAGNOSES;
  if (flaw === 'principal-not-groupable') return NOT_GROUPABLE_DIAGNOSES;
  return picture.principalDiagnoses;
}

function categoryOf(diagnosis: string): string {
  return diagnosis.slice(0, 3);
}
