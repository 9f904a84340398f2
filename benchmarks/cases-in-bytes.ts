import { diagnosisCode, DipKernel, procedureCode, type Discharge, type FlatDirectory } from '../grouper/index.js';

/** Integers of a case: ends of its diagnoses and procedures follow. */
const HEAD = 3;

/** Cases whose codes stand in bytes one behind the other, with where each ends: what the DIP kernel takes from the rows of a file. */
export class CasesInBytes {
  readonly #kernel: DipKernel;
  readonly #bytes: Uint8Array;
  /** Of each case: number of diagnoses, number of procedures, whether the first of them is principal; then where each code ends. */
  readonly #places: Int32Array;
  /** Age in years, age in days and weight of each case. */
  readonly #numbers: Float64Array;
  readonly #count: number;

  constructor(flat: FlatDirectory, discharges: readonly Discharge[]) {
    const places: number[] = [];
    const numbers: number[] = [];
    let text = '';
    const add = (code: string) => {
      text += code;
      places.push(text.length);
    };
    for (const one of discharges) {
      const procedures = [...(one.principalProcedure ? [one.principalProcedure] : []), ...one.otherProcedures];
      places.push(1 + one.secondaryDiagnoses.length, procedures.length, one.principalProcedure ? 1 : 0);
      for (const code of [one.principalDiagnosis!, ...one.secondaryDiagnoses]) add(diagnosisCode(code));
      for (const code of procedures) add(procedureCode(code));
      const weight = flat.edition.newbornWeight === 'birth' ? one.birthWeightGrams : one.admissionWeightGrams;
      numbers.push(one.ageYears!, one.ageDays ?? NaN, weight ?? NaN);
    }
    this.#kernel = new DipKernel(flat);
    this.#bytes = new TextEncoder().encode(text);
    this.#places = Int32Array.from(places);
    this.#numbers = Float64Array.from(numbers);
    this.#count = discharges.length;
  }

  /** Groups every case and hands each row number to `take`; below zero for none. */
  group(take: (row: number) => void): void {
    const kernel = this.#kernel;
    const places = this.#places;
    const numbers = this.#numbers;
    let at = 0;
    let start = 0;
    for (let index = 0; index < this.#count; index++) {
      const [diagnoses, procedures, isFirstPrincipal] = [places[at]!, places[at + 1]!, places[at + 2]!];
      at += HEAD;
      kernel.start();
      for (let place = 0; place < diagnoses; place++) {
        const end = places[at++]!;
        if (place === 0) kernel.principalDiagnosis(start, end);
        else kernel.otherDiagnosis(start, end);
        start = end;
      }
      for (let place = 0; place < procedures; place++) {
        const end = places[at++]!;
        if (place === 0 && isFirstPrincipal === 1) kernel.principalProcedure(start, end);
        else kernel.otherProcedure(start, end);
        start = end;
      }
      kernel.numbers(numbers[index * 3]!, numbers[index * 3 + 1]!, numbers[index * 3 + 2]!);
      kernel.decide(this.#bytes);
      take(kernel.row);
    }
  }
}
