import { CONSERVATIVE, EXCLUSION_KIND, LIMITED, NOT_MAIN, type FlatDirectory } from '../flat/flat-directory.js';
import { CaseDiagnoses } from './case-diagnoses.js';
import { CaseProcedures } from './case-procedures.js';
import { IntegerStack } from './integer-stack.js';

/** No place: the case has no such code. */
export const NOWHERE = -1;

const NO_BYTES = new Uint8Array(0);

/** A case as rows are held against it, from codes that stand in bytes in normal form. One object serves all cases of a kernel. */
export class KernelCase {
  /** Hold the codes of the case. */
  bytes: Uint8Array = NO_BYTES;
  readonly diagnoses: CaseDiagnoses;
  readonly procedures: CaseProcedures;
  hasPrincipalProcedure = false;
  /** NaN for what is not stated. */
  ageYears = NaN;
  ageDays = NaN;
  weightGrams = NaN;
  totalChargesFen = NaN;

  /** Places of the main procedure, where the exclusion list leaves one, and behind it of those that may satisfy a related cell. */
  readonly asked = new IntegerStack();
  /** How many of `asked` are main: one or none. */
  mainCount = 0;

  readonly #flat: FlatDirectory;
  readonly #skipsConservative: boolean;
  readonly #skipsLimited: boolean;

  constructor(flat: FlatDirectory) {
    const { choices } = flat.policy;
    this.#flat = flat;
    this.diagnoses = new CaseDiagnoses(flat);
    this.procedures = new CaseProcedures(flat);
    this.#skipsConservative = choices.conservativeCodeScope === 'skip-to-next';
    this.#skipsLimited = choices.limitedOutsideScope === 'skip-to-next';
  }

  start(): void {
    this.diagnoses.codes.clear();
    this.procedures.codes.clear();
    this.hasPrincipalProcedure = false;
    this.ageYears = NaN;
    this.ageDays = NaN;
    this.weightGrams = NaN;
    this.totalChargesFen = NaN;
  }

  /** Makes the case ready, once it is known where its codes lie. */
  prepare(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.diagnoses.prepare(bytes);
    this.procedures.prepare(bytes);
    this.#chooseMain();
  }

  /** Place of the main procedure, or NOWHERE for a conservative case. */
  get mainProcedure(): number {
    return this.mainCount === 0 ? NOWHERE : this.asked.values[0]!;
  }

  /** No other procedure moves up into an empty principal one. */
  #chooseMain(): void {
    const { asked, procedures } = this;
    const main = this.hasPrincipalProcedure ? this.#findMain() : NOWHERE;
    asked.clear();
    if (main !== NOWHERE) asked.push(main);
    this.mainCount = asked.count;
    for (let place = 0; place < procedures.codes.count; place++) {
      if (place !== main && this.#exclusionOf(place) !== CONSERVATIVE) asked.push(place);
    }
  }

  #findMain(): number {
    if (this.#mayBeMain(0)) return 0;
    const kind = this.#exclusionOf(0);
    const stepsAside = kind === NOT_MAIN || (kind === CONSERVATIVE ? this.#skipsConservative : this.#skipsLimited);
    if (!stepsAside) return NOWHERE;
    for (let place = 1; place < this.procedures.codes.count; place++) if (this.#mayBeMain(place)) return place;
    return NOWHERE;
  }

  #mayBeMain(place: number): boolean {
    const kind = this.#exclusionOf(place);
    if (kind !== LIMITED) return kind === 0;
    const id = this.procedures.codes.ids.values[place]!;
    return this.diagnoses.isCovered(0, this.#flat.scopeOfProcedure[id]!);
  }

  #exclusionOf(place: number): number {
    return this.#flat.procedureFacts[this.procedures.codes.ids.values[place]!]! & EXCLUSION_KIND;
  }
}
