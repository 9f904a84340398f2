import type { DipGroupRow } from '../../../reference-data/index.js';

/** What differs between an earlier directory and a new one. */
export interface DirectoryDifference {
  readonly kept: number;
  readonly added: readonly DipGroupRow[];
  readonly dropped: readonly DipGroupRow[];
  /** Groups of both whose points differ as printed. */
  readonly changedPoints: number;
}

/**
 * Compares directories by what their rows ask for, not by their keys, which each edition may count anew.
 * Rows that ask for the same are paired in order.
 */
export function compareDirectories(previous: readonly DipGroupRow[], next: readonly DipGroupRow[]): DirectoryDifference {
  const standing = new Map<string, DipGroupRow[]>();
  for (const row of previous) standing.set(conditionOf(row), [...(standing.get(conditionOf(row)) ?? []), row]);
  const added: DipGroupRow[] = [];
  let kept = 0;
  let changedPoints = 0;
  for (const row of next) {
    const before = standing.get(conditionOf(row))?.shift();
    if (before === undefined) {
      added.push(row);
      continue;
    }
    kept++;
    if (before.points !== row.points) changedPoints++;
  }
  return { kept, added, dropped: [...standing.values()].flat(), changedPoints };
}

function conditionOf(row: DipGroupRow): string {
  const { layer, subdivision, diagnosis, procedure, related, otherDiagnosis, position, drugResistant } = row;
  const { ageDaysBelow, birthWeight, surgeryLevel } = row;
  // Core rows may print an attribute that follows from their procedure; only comprehensive rows ask for it.
  const attribute = layer === 'comprehensive' ? row.attribute : '';
  const cells = [layer, subdivision, diagnosis, procedure, related, otherDiagnosis, position, drugResistant, ageDaysBelow];
  return JSON.stringify([...cells, birthWeight, attribute, surgeryLevel]);
}
