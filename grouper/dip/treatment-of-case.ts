import type { TreatmentAttribute } from '../../reference-data/index.js';
import type { CompiledDirectory } from './compile-directory.js';
import type { DipCase } from './dip-case.js';

/** The order in which treatment attributes weigh: a later one outweighs those before it. */
export const TREATMENT_RANK: readonly TreatmentAttribute[] = [
  'conservative',
  'diagnostic',
  'therapeutic',
  'interventional',
  'surgical',
];

/** The treatment attribute of a case, and a procedure that the table of attributes does not know, where that is to be reported. */
export interface CaseTreatment {
  readonly attribute: TreatmentAttribute;
  readonly unknownProcedure?: string;
}

/**
 * The treatment attribute by which comprehensive groups are asked: of the main procedure, of the first, or the highest of all.
 *
 * @source DIP 3.0 technical specification (draft) ch. 3, comprehensive groups; choices `attributeOfCase`, `interventionAs`
 */
export function treatmentOfCase({ policy, attributes }: CompiledDirectory, one: DipCase): CaseTreatment {
  const { attributeOfCase, interventionAs, unknownProcedureAttribute } = policy.choices;
  const asked =
    attributeOfCase === 'highest'
      ? one.procedures
      : attributeOfCase === 'first'
        ? one.procedures.slice(0, 1)
        : one.main
          ? [one.main]
          : [];
  let rank = 0;
  let unknownProcedure: string | undefined;
  for (const { code } of asked) {
    const attribute = attributes.attributeOf(code);
    if (attribute === undefined) unknownProcedure ??= code;
    else rank = Math.max(rank, TREATMENT_RANK.indexOf(attribute));
  }
  const attribute = TREATMENT_RANK[rank]!;
  return {
    attribute: attribute === 'interventional' ? interventionAs : attribute,
    ...(unknownProcedure !== undefined && unknownProcedureAttribute === 'error' ? { unknownProcedure } : {}),
  };
}
