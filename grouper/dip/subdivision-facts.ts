import type { DipGroupRow } from '../../reference-data/index.js';
import { isCovered } from './diagnosis-keys.js';
import type { DipCase } from './dip-case.js';
import type { DipGroup, DirectoryAsRead } from './directory-as-read.js';

/** 耐抗结核药物. @source DIP 3.0 workbook, sheet of tuberculosis */
const RESISTANCE_CODE = 'U84.300';

/** Tuberculosis of the nervous system and of other organs: resistant by that code alone, the annex is not asked. @source the same */
export const WITHOUT_ANNEX = ['A17', 'A18'];

/** Burns and corrosions by the share of the body's surface: its tenths stand behind the point. @source ICD-10 T31, T32 */
const BURN_AREA = /^T3[12]\.\d/;

/** The other diagnoses that tell the burnt area: of several the largest, or the first, counts. */
export function burnAreas({ policy }: DirectoryAsRead, one: DipCase): readonly string[] {
  const areas = one.otherDiagnoses.filter((diagnosis) => BURN_AREA.test(diagnosis));
  if (areas.length < 2 || policy.choices.burnAreaSeveral === 'first') return areas.slice(0, 1);
  const tenths = (diagnosis: string) => Number(diagnosis.charAt(4)); // T31.4: 40-49 % of the body's surface
  return [areas.reduce((largest, area) => (tenths(area) > tenths(largest) ? area : largest))];
}

/** Drug resistance: main diagnosis in the annex, or the code that the row's note names among the other diagnoses. */
export function isResistant({ row }: DipGroup, { resistantDiagnoses }: DirectoryAsRead, one: DipCase): boolean {
  if (one.otherDiagnoses.includes(resistanceCodeOf(row))) return true;
  return resistantDiagnoses.has(one.diagnosis) && !isCovered(one.diagnosis, WITHOUT_ANNEX);
}

/** The other diagnosis that tells drug resistance: the one that the row's note names, else 耐抗结核药物. */
export function resistanceCodeOf({ note }: DipGroupRow): string {
  return /[A-Z]\d{2}\.\d{3}/.exec(note)?.[0] ?? RESISTANCE_CODE;
}
