import type { TreatmentAttribute } from '../../reference-data/index.js';
import { attributeOfCase, type SurgeryLevelRow } from './attributes/attribute-of-case.js';
import type { DipCase } from './dip-case.js';
import type { DirectoryAsRead } from './directory-as-read.js';

/** By what a case enters a comprehensive group. */
export interface CaseTreatment {
  readonly attribute: TreatmentAttribute;
  /** Row of a group that is split by operation level. */
  readonly surgeryLevel: SurgeryLevelRow | undefined;
  /** A procedure that the table of attributes does not know, where the region refuses such a case its comprehensive group. */
  readonly unknownProcedure: string | undefined;
}

/** The treatment attribute of a case under the choices of the region. */
export function treatmentOfCase({ policy, attributes }: DirectoryAsRead, { discharge, main }: DipCase): CaseTreatment {
  const { principalProcedure, otherProcedures } = discharge;
  const found = attributeOfCase({ principalProcedure, otherProcedures, main: main?.code }, attributes, policy.choices);
  return found.status === 'known'
    ? { attribute: found.attribute, surgeryLevel: found.surgeryLevel, unknownProcedure: undefined }
    : { attribute: 'conservative', surgeryLevel: undefined, unknownProcedure: found.unknown[0] };
}
