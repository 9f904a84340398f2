import { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import type { CaseModel } from './case-model.js';
import { CodeDrawer } from './draw-codes.js';
import { drawPerson } from './draw-person.js';
import { drawCharges, drawDisposition, drawStay } from './draw-stay.js';
import { GroupChoice } from './group-choice.js';
import { drawSkewed } from './skewed-draw.js';
import { stableHash } from './stable-order.js';

const COLUMNS =
  'caseId,hospitalId,insuranceType,sex,ageYears,ageDays,birthWeightGrams,admissionDate,dischargeDate,lengthOfStayDays,disposition,' +
  'department,principalDiagnosis,secondaryDiagnoses,principalProcedure,otherProcedures,totalCharges,drugCharges,consumableCharges';

const HOSPITALS = Array.from({ length: 150 }, (_, number) => `H${String(number + 1).padStart(11, '0')}`);

/** Departments by the letter of the principal diagnosis; A first. */
const DEPARTMENTS = '16 16 19 0305 0307 15 0303 10 0304 0301 0302 13 0403 0404 0502 0701 07 03 0403 0401 03 20 20 20 20 21'.split(
  ' ',
);

/** Of a thousand, as in real files. */
const INFANTS = 30;
/** What treatment costs before its days, apart from what the group adds. Unit: fen. */
const BASE = { operated: { from: 600_000, to: 5_000_000 }, other: { from: 150_000, to: 900_000 } };

/** Draws the rows of a case file. A row hangs on seed and number alone, so a short file is the beginning of a long one. */
export class CaseDrawer {
  /** The header, with the weight on admission where the scheme compares it. */
  readonly header: string;
  readonly #model: CaseModel;
  readonly #seed: number;
  readonly #groups: GroupChoice;
  readonly #codes: CodeDrawer;
  readonly #infantsPerThousand: number;

  constructor(model: CaseModel, seed: number) {
    this.#model = model;
    this.#seed = seed;
    this.#groups = new GroupChoice(model.groups);
    this.#codes = new CodeDrawer(model);
    this.#infantsPerThousand = Math.max(0, Math.round(INFANTS - this.#groups.infantsPerThousand()));
    this.header = `${model.asksAdmissionWeight ? COLUMNS.replace('Grams,', 'Grams,admissionWeightGrams,') : COLUMNS}\n`;
  }

  /** One line with its end. @param row Its number, from 0. */
  line(row: number): string {
    const random = new SeededRandom(this.#seed, row);
    const { key, recipes } = this.#groups.draw(random);
    const recipe = recipes[recipes.length === 1 ? 0 : random.below(recipes.length)]!;
    const codes = this.#codes.draw(random, recipe);
    const { principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures } = codes;
    const { sex, ageYears, ageDays, weightGrams } = drawPerson(random, recipe, principalDiagnosis, this.#infantsPerThousand);
    const { days, dates } = drawStay(random, recipe);
    const disposition = drawDisposition(random, recipe);
    const department =
      recipe.departments.length > 0
        ? drawSkewed(random, recipe.departments)
        : DEPARTMENTS[principalDiagnosis.charCodeAt(0) - 65]!;
    const isOperated = principalProcedure !== '';
    const charges = drawCharges(random, baseOf(key, isOperated), days, isOperated);
    const weight = this.#model.asksAdmissionWeight ? `${weightGrams},${weightGrams}` : weightGrams;
    const insurance = ageYears >= 18 && random.happens(45) ? 'employee' : 'resident';
    return (
      `${this.#seed}-${row + 1},${drawSkewed(random, HOSPITALS)},${insurance},${sex},${ageYears},${ageDays},${weight},` +
      `${dates},${days},${disposition},${department},${principalDiagnosis},${secondaryDiagnoses},` +
      `${principalProcedure},${otherProcedures},${charges}\n`
    );
  }
}

/** What cases of a group cost before their days: hangs on its key, so that groups differ. */
function baseOf(key: string, isOperated: boolean): number {
  const { from, to } = isOperated ? BASE.operated : BASE.other;
  return from + (stableHash(key) % (to - from));
}
