import type { DipLayer } from '../../reference-data/index.js';
import { isPrefix, prefixPart } from './diagnosis-keys.js';
import type { DipGroup, DirectoryAsRead } from './directory-as-read.js';

/**
 * The rows of a directory by the codes of their diagnosis cells, as one would turn to a diagnosis in the printed book. Only explaining
 * asks it: the kernel has another index, which the evidence is to bear out.
 */
export class RowsByDiagnosis {
  readonly #layers = new Map<string, Map<string, DipGroup[]>>();
  readonly #byGroup: ReadonlyMap<string, DipGroup>;

  constructor({ groups: all, layers }: DirectoryAsRead) {
    this.#byGroup = new Map(all.map((group) => [group.row.key, group]));
    for (const [layer, { groups }] of Object.entries(layers)) {
      const byKey = new Map<string, DipGroup[]>();
      this.#layers.set(layer, byKey);
      for (const group of groups) {
        for (const key of new Set(group.prefixes)) {
          const rows = byKey.get(key);
          if (rows === undefined) byKey.set(key, [group]);
          else rows.push(group);
        }
      }
    }
  }

  /** The rows of a layer whose diagnosis cell covers one of the diagnoses, in the order of the sheet. */
  covering(layer: DipLayer, diagnoses: readonly string[]): readonly DipGroup[] {
    const byKey = this.#layers.get(layer)!;
    const found = new Set<DipGroup>();
    for (const key of new Set(diagnoses.flatMap(keysOver))) for (const group of byKey.get(key) ?? []) found.add(group);
    return [...found].toSorted((a, b) => a.order - b.order);
  }

  /** The row of a group of the directory. */
  rowOf(group: string): DipGroup {
    return this.#byGroup.get(group)!;
  }
}

/** Every code of a diagnosis cell that covers a diagnosis. */
function keysOver(diagnosis: string): readonly string[] {
  const keys = [diagnosis, prefixPart(diagnosis)];
  for (let length = 0; length < diagnosis.length && isPrefix(diagnosis.slice(0, length)); length++)
    keys.push(diagnosis.slice(0, length));
  return keys;
}
