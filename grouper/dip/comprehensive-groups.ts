import type { CompiledDirectory, DipGroup } from './compile-directory.js';
import type { DipCase } from './dip-case.js';
import { keyedGroups } from './national-layers.js';
import { TREATMENT_RANK, type CaseTreatment } from './treatment-of-case.js';

/**
 * 综合病种: rows of the local directory for the category of the diagnosis and the treatment attribute of the case; the narrowest
 * category first, and within it the row of the operation level where the directory splits by it.
 */
export function comprehensiveGroups(
  directory: CompiledDirectory,
  one: DipCase,
  { attribute }: CaseTreatment,
): readonly DipGroup[] {
  const { choices } = directory.policy;
  for (const keyed of keyedGroups(directory.layers.comprehensive, one)) {
    const fitting = keyed.all.filter((group) => group.attribute === attribute);
    const level = choices.surgeryLevelSplit === 'true' ? levelOfCase(directory, one) : '';
    const ofLevel = fitting.filter(({ row }) => row.surgeryLevel === level);
    const whole = fitting.filter(({ row }) => row.surgeryLevel === '');
    if (level !== '' && ofLevel.length > 0) return ofLevel;
    if (whole.length > 0) return whole;
  }
  return [];
}

/** Levels 3 and 4 share the row of level 3. */
function levelOfCase({ attributes }: CompiledDirectory, one: DipCase): string {
  const level = Math.max(0, ...one.procedures.map(({ code }) => attributes.levelOf(code) ?? 0));
  return level === 0 ? '' : String(Math.min(level, 3));
}

/** Whether a procedure counts as surgery for the selection of a group. */
export function isSurgery(directory: CompiledDirectory, code: string): boolean {
  const attribute = directory.attributes.attributeOf(code);
  const counted = attribute === 'interventional' ? directory.policy.choices.interventionAs : attribute;
  return counted !== undefined && TREATMENT_RANK.indexOf(counted) === TREATMENT_RANK.length - 1;
}
