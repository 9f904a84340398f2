import { attributeOfValue, levelOfValue } from '../flat/attribute-table.js';
import type { FlatDirectory } from '../flat/flat-directory.js';
import { TREATMENT_ATTRIBUTES, type DipChoices } from '../../../reference-data/index.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';

export const CONSERVATIVE_TREATMENT = TREATMENT_ATTRIBUTES.indexOf('conservative');
export const SURGICAL_TREATMENT = TREATMENT_ATTRIBUTES.indexOf('surgical');

/** Levels 3 and 4 share a row of a group that is split by level. */
const HIGHEST_LEVEL_ROW = 3;

/** By what a case enters a comprehensive group: its treatment attribute under the choices of the region. */
export class CaseTreatment {
  /** Number in TREATMENT_ATTRIBUTES; never that of an intervention, which a region counts as an operation or as treatment. */
  attribute = CONSERVATIVE_TREATMENT;
  /** Row of a group that is split by operation level; 0 for a case without operation or without a level. */
  levelRow = 0;
  /** Place of a procedure that the table of attributes does not know, where the region refuses such a case its comprehensive group. */
  unknownProcedure = NOWHERE;

  readonly #one: KernelCase;
  readonly #asks: DipChoices['attributeOfCase'];
  readonly #refusesUnknown: boolean;

  constructor({ policy: { choices } }: FlatDirectory, one: KernelCase) {
    this.#one = one;
    this.#asks = choices.attributeOfCase;
    this.#refusesUnknown = choices.unknownProcedureAttribute === 'error';
  }

  decide(): void {
    const { procedures, hasPrincipalProcedure, mainProcedure } = this.#one;
    this.unknownProcedure = NOWHERE;
    let highest = 0;
    if (this.#asks === 'main') {
      if (mainProcedure !== NOWHERE) highest = this.#ask(mainProcedure, highest);
    } else if (this.#asks === 'first') {
      if (hasPrincipalProcedure) highest = this.#ask(0, highest);
    } else {
      for (let place = 0; place < procedures.codes.count; place++) highest = this.#ask(place, highest);
    }
    const isKnown = highest > 0 && this.unknownProcedure === NOWHERE;
    this.attribute = isKnown ? attributeOfValue(highest) : CONSERVATIVE_TREATMENT;
    const level = isKnown && this.attribute === SURGICAL_TREATMENT ? levelOfValue(highest) : 0;
    this.levelRow = Math.min(level, HIGHEST_LEVEL_ROW);
  }

  #ask(place: number, highest: number): number {
    const { starts, ends } = this.#one.procedures.codes;
    if (starts.values[place] === ends.values[place]) return highest;
    const value = this.#one.procedures.treatmentOf(place);
    if (value === 0 && this.#refusesUnknown && this.unknownProcedure === NOWHERE) this.unknownProcedure = place;
    return value > highest ? value : highest;
  }
}
