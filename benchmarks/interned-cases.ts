import type { CompiledDrgScheme, Discharge } from '../grouper/index.js';
import { GroupingKernel, NO_ROW, NUMBER_INDEX } from '../grouper/index.js';

/** Cases as integers in two flat arrays: what the kernel takes when codes were interned on reading. */
export class InternedCases {
  readonly #codes: Int32Array;
  readonly #numbers: Float64Array;
  readonly #count: number;
  readonly #kernel: GroupingKernel;

  constructor(compiled: CompiledDrgScheme, discharges: readonly Discharge[]) {
    const { diagnoses, procedures } = compiled.codes;
    const codes: number[] = [];
    const numbers: number[] = [];
    for (const d of discharges) {
      const weight = compiled.edition.newbornWeight === 'birth' ? d.birthWeightGrams : d.admissionWeightGrams;
      numbers.push(d.ageYears!, (d.ageYears === 0 ? d.ageDays : undefined) ?? NaN, weight ?? NaN, d.sex!);
      codes.push(diagnoses.lookUp(d.principalDiagnosis!), d.secondaryDiagnoses.length);
      codes.push(...d.secondaryDiagnoses.map((code) => diagnoses.lookUp(code)));
      codes.push(d.principalProcedure ? procedures.lookUp(d.principalProcedure) : 0, d.otherProcedures.length);
      codes.push(...d.otherProcedures.map((code) => procedures.lookUp(code)));
    }
    this.#codes = Int32Array.from(codes);
    this.#numbers = Float64Array.from(numbers);
    this.#count = discharges.length;
    this.#kernel = new GroupingKernel(compiled);
  }

  /** Groups every case and hands each place in the table of DRG rows, or that of its ADRG row from -2 down, to `take`. */
  group(take: (row: number) => void): void {
    const kernel = this.#kernel;
    const codes = this.#codes;
    let at = 0;
    for (let index = 0; index < this.#count; index++) {
      kernel.start();
      kernel.numbers[NUMBER_INDEX.NL] = this.#numbers[index * 4]!;
      kernel.numbers[NUMBER_INDEX.XSRTL] = this.#numbers[index * 4 + 1]!;
      kernel.numbers[NUMBER_INDEX.XSRTZ] = this.#numbers[index * 4 + 2]!;
      kernel.numbers[NUMBER_INDEX.XB] = this.#numbers[index * 4 + 3]!;
      kernel.setPrincipalDiagnosis(codes[at++]!);
      for (let left = codes[at++]!; left > 0; left--) kernel.addOtherDiagnosis(codes[at++]!);
      kernel.setMainProcedure(codes[at++]!);
      for (let left = codes[at++]!; left > 0; left--) kernel.addOtherProcedure(codes[at++]!);
      kernel.decide();
      take(kernel.drgRow === NO_ROW && kernel.adrgRow !== NO_ROW ? -2 - kernel.adrgRow : kernel.drgRow);
    }
  }
}
