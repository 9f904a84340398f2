// What policies of tests say about bills.
import { MEDICAL_ASSISTANCE, type AssistanceValues } from '../../pricing/benefits/assistance-section.js';
import { BASIC_POOL } from '../../pricing/benefits/basic-pool-section.js';
import type { BenefitValues } from '../../pricing/benefits/benefit-values.js';
import { PATIENT_BILL } from '../../pricing/benefits/bill-section.js';
import type { SupplementId } from '../../pricing/benefits/layers.js';
import { SUPPLEMENT_SECTIONS, type SupplementValues } from '../../pricing/benefits/supplement-section.js';
import { valuesOf } from './policy-of.js';

type Written = Readonly<Record<string, unknown>>;

/** Plain values of each section. */
export interface WrittenBenefits {
  readonly bill: Written;
  readonly basicPool: Written;
  readonly supplements?: Readonly<Partial<Record<SupplementId, Written>>>;
  readonly assistance?: Written;
}

export const assistanceOf = (written: Written): AssistanceValues => valuesOf(MEDICAL_ASSISTANCE, written);

export const supplementOf = (layer: SupplementId, written: Written): SupplementValues =>
  valuesOf(SUPPLEMENT_SECTIONS[layer], written);

/** The values by which bills are settled, read by the real reader. */
export function benefitsOf({ bill, basicPool, supplements = {}, assistance }: WrittenBenefits): BenefitValues {
  const layers = Object.entries(supplements) as [SupplementId, Written][];
  return {
    bill: valuesOf(PATIENT_BILL, bill),
    basicPool: valuesOf(BASIC_POOL, basicPool),
    supplements: Object.fromEntries(layers.map(([layer, written]) => [layer, supplementOf(layer, written)])),
    assistance: assistance === undefined ? undefined : assistanceOf(assistance),
  };
}
