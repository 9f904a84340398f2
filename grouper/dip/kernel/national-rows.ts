import { BX, FZ, JC, NO_ROW, XQ, type FlatDirectory } from '../flat/flat-directory.js';
import type { CellMatcher } from './cell-matcher.js';
import type { Contest } from './contest.js';
import type { IntegerStack } from './integer-stack.js';
import type { KernelCase } from './kernel-case.js';
import { KeyedRows } from './keyed-rows.js';
import { SubdividedRows } from './subdivided-rows.js';
import { XqRows } from './xq-rows.js';

/**
 * The layers of the national directory, asked in their order.
 *
 * @source DIP 3.0 technical specification (draft) ch. 3: 先期分组, 并项, 诊断辅助细分, 基本规则
 */
export class NationalRows {
  readonly #xq: XqRows;
  readonly #keyed: KeyedRows;
  readonly #subdivided: SubdividedRows;

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher, contest: Contest) {
    this.#xq = new XqRows(flat, one, cells, contest);
    this.#keyed = new KeyedRows(flat, one, cells, contest);
    this.#subdivided = new SubdividedRows(flat, one, cells, contest);
  }

  /** @param layers Layers that have rows under some key of the principal diagnosis, as bits. @returns The row, or NO_ROW. */
  find(layers: number): number {
    let row = this.#xq.find();
    if (row === NO_ROW && (layers & (1 << BX)) !== 0) row = this.#keyed.findMerged();
    if (row === NO_ROW && (layers & (1 << FZ)) !== 0) row = this.#subdivided.find();
    if (row === NO_ROW && (layers & (1 << JC)) !== 0) row = this.#keyed.findBase();
    return row;
  }

  /** XQ alone. @returns The row, or NO_ROW. */
  findXq(): number {
    return this.#xq.find();
  }

  /** Adds the places of the procedures that a row of a layer asked for, to none that are there yet. */
  take(row: number, layer: number, taken: IntegerStack): void {
    if (layer === XQ) this.#xq.take(row, taken);
    else if (layer === BX) this.#keyed.takeMerged(row, taken);
    else if (layer === FZ) this.#subdivided.take(row, taken);
    else this.#keyed.takeBase(taken);
  }
}
