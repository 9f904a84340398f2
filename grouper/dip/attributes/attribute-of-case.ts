import {
  TREATMENT_ATTRIBUTES,
  type DipChoices,
  type OperationLevel,
  type TreatmentAttribute,
} from '../../../reference-data/index.js';
import type { ProcedureAttributes } from './procedure-attributes.js';

/** The procedures of a case. */
export interface CaseProcedures {
  /** As the case states it, even if it may not be a main procedure. */
  readonly principalProcedure?: string | undefined;
  readonly otherProcedures: readonly string[];
  /** The main procedure after the list of excluded procedures was applied; undefined when none is left. */
  readonly main?: string | undefined;
}

/** The choices of a region that decide the attribute of a case. */
export type AttributeChoices = Pick<DipChoices, 'attributeOfCase' | 'interventionAs' | 'unknownProcedureAttribute'>;

/** The treatment attribute of a case, or why it has none. */
export type CaseAttribute =
  | {
      readonly status: 'known';
      /** Never `interventional`: a region counts intervention as an operation or as treatment. */
      readonly attribute: Exclude<TreatmentAttribute, 'interventional'>;
      /** The procedure that decided; undefined when the case is conservative for want of one. */
      readonly decidedBy: string | undefined;
      /** Row of a group that is split by operation level; undefined for a case without operation or without a level. */
      readonly surgeryLevel: SurgeryLevelRow | undefined;
      /** Procedures that were asked and stand in no row of the table; they count as conservative. */
      readonly unknown: readonly string[];
    }
  | { readonly status: 'unknown-procedure'; readonly unknown: readonly string[] };

/** Rows of a comprehensive group that is split by operation level: levels 3 and 4 share a row. */
export type SurgeryLevelRow = '1' | '2' | '3';

interface AskedProcedure {
  readonly code: string;
  readonly attribute: Exclude<TreatmentAttribute, 'interventional'>;
  readonly level: OperationLevel | undefined;
}

/**
 * Decides the treatment attribute of a case, by which it enters a comprehensive group: of its main procedure, its principal one, or the
 * highest in the order conservative, diagnostic, therapeutic, interventional, surgical.
 *
 * @returns `unknown-procedure` only where the region asks for that; otherwise an unknown procedure counts as conservative.
 */
export function attributeOfCase(
  procedures: CaseProcedures,
  attributes: ProcedureAttributes,
  choices: AttributeChoices,
): CaseAttribute {
  const unknown: string[] = [];
  let best: AskedProcedure | undefined;
  for (const code of proceduresAsked(procedures, choices.attributeOfCase)) {
    const found = attributes.find(code);
    if (found === undefined) {
      unknown.push(code);
      continue;
    }
    const attribute = found.attribute === 'interventional' ? choices.interventionAs : found.attribute;
    const asked = { code, attribute, level: found.level };
    if (best === undefined || rankOf(asked) > rankOf(best)) best = asked;
  }
  if (unknown.length > 0 && choices.unknownProcedureAttribute === 'error') return { status: 'unknown-procedure', unknown };
  return {
    status: 'known',
    attribute: best?.attribute ?? 'conservative',
    decidedBy: best?.code,
    surgeryLevel: best?.attribute === 'surgical' ? surgeryLevelRow(best.level) : undefined,
    unknown,
  };
}

function proceduresAsked(procedures: CaseProcedures, which: AttributeChoices['attributeOfCase']): string[] {
  const { principalProcedure, otherProcedures, main } = procedures;
  const asked = which === 'highest' ? [principalProcedure, ...otherProcedures] : [which === 'main' ? main : principalProcedure];
  return asked.filter((code) => code !== undefined && code !== '') as string[];
}

/** Attribute first, then operation level, so that of several operations the highest decides the row. */
function rankOf({ attribute, level }: AskedProcedure): number {
  return TREATMENT_ATTRIBUTES.indexOf(attribute) * 10 + (level ?? 0);
}

function surgeryLevelRow(level: OperationLevel | undefined): SurgeryLevelRow | undefined {
  if (level === undefined) return undefined;
  return level === 1 ? '1' : level === 2 ? '2' : '3';
}
