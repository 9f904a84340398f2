import type { CompiledDirectory, DipGroup } from './compile-directory.js';
import type { DipCase } from './dip-case.js';
import { keyedGroups } from './national-layers.js';
import type { CaseTreatment } from './treatment-of-case.js';

/**
 * 综合病种: rows of the local directory for the category of the diagnosis and the treatment attribute of the case; the narrowest
 * category first, and within it the row of the operation level where the directory splits by it.
 */
export function comprehensiveGroups(
  directory: CompiledDirectory,
  one: DipCase,
  { attribute, surgeryLevel, unknownProcedure }: CaseTreatment,
): readonly DipGroup[] {
  if (unknownProcedure !== undefined) return [];
  const level = directory.policy.choices.surgeryLevelSplit === 'true' ? (surgeryLevel ?? '') : '';
  for (const keyed of keyedGroups(directory.layers.comprehensive, one)) {
    // A row that prints no attribute takes every treatment.
    const fitting = keyed.all.filter((group) => group.row.attribute === '' || group.attribute === attribute);
    const ofLevel = fitting.filter(({ row }) => row.surgeryLevel === level);
    const whole = fitting.filter(({ row }) => row.surgeryLevel === '');
    if (level !== '' && ofLevel.length > 0) return ofLevel;
    if (whole.length > 0) return whole;
  }
  return [];
}

/** Whether a procedure counts as surgery for the selection of a group. */
export function isSurgery(directory: CompiledDirectory, code: string): boolean {
  const attribute = directory.attributes.attributeOf(code);
  const counted = attribute === 'interventional' ? directory.policy.choices.interventionAs : attribute;
  return counted === 'surgical';
}
