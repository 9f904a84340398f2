import type { CompiledDirectory, DipGroup } from './compile-directory.js';
import { isCovered } from './diagnosis-keys.js';
import type { DipCase } from './dip-case.js';

/** 耐抗结核药物. @source DIP 3.0 workbook, sheet of tuberculosis */
const RESISTANCE_CODE = 'U84.300';

/** Tuberculosis of the nervous system and of other organs: resistant by that code alone, the annex is not asked. @source the same */
const WITHOUT_ANNEX = ['A17', 'A18'];

/** Burns and corrosions by the share of the body's surface: its tenths stand behind the point. @source ICD-10 T31, T32 */
const BURN_AREA = /^T3[12]\.\d/;

/** The other diagnoses that tell the burnt area: of several the largest, or the first, counts. */
export function burnAreas({ policy }: CompiledDirectory, one: DipCase): readonly string[] {
  const areas = one.otherDiagnoses.filter((diagnosis) => BURN_AREA.test(diagnosis));
  if (areas.length < 2 || policy.choices.burnAreaSeveral === 'first') return areas.slice(0, 1);
  const tenths = (diagnosis: string) => Number(diagnosis.charAt(4)); // T31.4: 40-49 % of the body's surface
  return [areas.reduce((largest, area) => (tenths(area) > tenths(largest) ? area : largest))];
}

/** Drug resistance: main diagnosis in the annex, or the code that the row's note names among the other diagnoses. */
export function isResistant({ row }: DipGroup, { resistantDiagnoses }: CompiledDirectory, one: DipCase): boolean {
  const code = /[A-Z]\d{2}\.\d{3}/.exec(row.note)?.[0] ?? RESISTANCE_CODE;
  if (one.otherDiagnoses.includes(code)) return true;
  return resistantDiagnoses.has(one.diagnosis) && !isCovered(one.diagnosis, WITHOUT_ANNEX);
}

/** Whether some diagnosis begins with what the row asks for among the others. */
export function hasOtherDiagnosis({ otherDiagnoses }: DipGroup, diagnoses: readonly string[]): boolean {
  return diagnoses.some((diagnosis) => isCovered(diagnosis, otherDiagnoses));
}
