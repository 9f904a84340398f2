import { comorbidities } from '../../reference-data/demo/comorbidities.js';
import type { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import type { CaseModel, Pool, Recipe } from './case-model.js';
import { drawSkewed, drawSteep } from './skewed-draw.js';
import { unknownCodes } from './unknown-codes.js';

/** The codes of a case; lists as they are written. */
export interface DrawnCodes {
  readonly principalDiagnosis: string;
  readonly secondaryDiagnoses: string;
  readonly principalProcedure: string;
  readonly otherProcedures: string;
}

/** How many other diagnoses, each number as likely as the other: four on average, fifteen at most. */
const DIAGNOSES = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 11, 13, 15];
const MOST_CODES = 15;
/** How many procedures beside what the group needs. */
const PROCEDURES = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3];

/** Of a hundred other diagnoses; the rest is anything that the scheme lists. */
const COMORBIDITY_PERCENT = 55;
const COMPLICATION_PERCENT = 15;

/** How many of a thousand cases have a code that the scheme does not know, and where. */
const UNKNOWN = { principal: 4, secondary: 26, procedure: 30 };
/** How many of a hundred cases without operation have one that does not belong to their disease. */
const UNRELATED_PERCENT = 1;

/** Draws the codes of cases from the lists of a scheme. */
export class CodeDrawer {
  readonly #model: CaseModel;
  /** What many people have beside their disease, as far as the scheme knows it. */
  readonly #comorbidities: Pool;
  readonly #unknownDiagnoses: Pool;
  readonly #unknownProcedures: Pool;

  constructor(model: CaseModel) {
    this.#model = model;
    const common = comorbidities().toSorted((a, b) => b.percent - a.percent);
    this.#comorbidities = [...new Set(common.map(({ diagnosis }) => diagnosis))].filter((code) =>
      model.isKnown(code, 'diagnosis'),
    );
    this.#unknownDiagnoses = unknownCodes(model, 'diagnosis');
    this.#unknownProcedures = unknownCodes(model, 'procedure');
  }

  draw(random: SeededRandom, recipe: Recipe): DrawnCodes {
    const unknown = random.below(1000);
    const isUnknown = unknown < UNKNOWN.principal && this.#unknownDiagnoses.length > 0;
    const principalDiagnosis = drawSkewed(random, isUnknown ? this.#unknownDiagnoses : recipe.principalDiagnoses);
    const principalProcedure = this.#principalProcedure(random, recipe);
    const others = this.#otherDiagnoses(random, recipe, principalDiagnosis);
    const procedures = principalProcedure === '' ? [] : otherProcedures(random, recipe, principalProcedure);
    if (unknown >= UNKNOWN.principal && unknown < UNKNOWN.procedure) {
      const isProcedure = unknown >= UNKNOWN.secondary && procedures.length > 0;
      const pool = isProcedure ? this.#unknownProcedures : this.#unknownDiagnoses;
      const codes = isProcedure ? procedures : others;
      if (codes.length === MOST_CODES) codes.pop();
      if (pool.length > 0) codes.push(drawSkewed(random, pool));
    }
    return {
      principalDiagnosis,
      secondaryDiagnoses: others.join('|'),
      principalProcedure,
      otherProcedures: procedures.join('|'),
    };
  }

  #principalProcedure(random: SeededRandom, { principalProcedures }: Recipe): string {
    if (principalProcedures.length > 0) return drawSkewed(random, principalProcedures);
    const { procedures } = this.#model;
    return random.happens(UNRELATED_PERCENT) && procedures.length > 0 ? drawSkewed(random, procedures) : '';
  }

  #otherDiagnoses(random: SeededRandom, { requiredDiagnoses }: Recipe, principal: string): string[] {
    const codes: string[] = [];
    for (const pool of requiredDiagnoses) add(codes, drawSkewed(random, pool), principal);
    for (let left = DIAGNOSES[random.below(DIAGNOSES.length)]! - codes.length; left > 0; left--) {
      add(codes, this.#otherDiagnosis(random), principal);
    }
    return codes;
  }

  #otherDiagnosis(random: SeededRandom): string {
    const { complications, diagnoses } = this.#model;
    const kind = random.below(100);
    if (kind < COMORBIDITY_PERCENT && this.#comorbidities.length > 0) return drawSkewed(random, this.#comorbidities);
    const isComplication = kind >= 100 - COMPLICATION_PERCENT && complications.length > 0;
    return drawSteep(random, isComplication ? complications : diagnoses);
  }
}

function otherProcedures(random: SeededRandom, { requiredProcedures, furtherProcedures }: Recipe, principal: string): string[] {
  const codes: string[] = [];
  for (const pool of requiredProcedures) add(codes, drawSkewed(random, pool), principal);
  if (furtherProcedures.length === 0) return codes;
  for (let left = PROCEDURES[random.below(PROCEDURES.length)]!; left > 0; left--)
    add(codes, drawSkewed(random, furtherProcedures), principal);
  return codes;
}

/** A code stands once in a case. */
function add(codes: string[], code: string, principal: string): void {
  if (code !== principal && !codes.includes(code)) codes.push(code);
}
