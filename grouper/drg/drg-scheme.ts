import type { AdrgRow, DrgEdition, DrgRow, DrgTables, MdcRow } from '../../reference-data/index.js';
import type { Rule } from '../rules/rule.js';

/** A DRG row with its rule as a tree. */
export interface DrgNode {
  readonly row: DrgRow;
  readonly rule: Rule;
}

/** An ADRG row with its rule and its DRG rows in order of evaluation. */
export interface AdrgNode {
  readonly row: AdrgRow;
  readonly rule: Rule;
  readonly drgs: readonly DrgNode[];
}

/** An MDC with its entry rule and its ADRG rows in order of evaluation. */
export interface MdcNode {
  readonly row: MdcRow;
  readonly rule: Rule;
  readonly adrgs: readonly AdrgNode[];
}

/** A checked scheme: its rules as trees in order of evaluation, its tables, and the choices of its edition. */
export interface DrgScheme {
  readonly edition: DrgEdition;
  readonly tables: DrgTables;
  /** MDCs in order of evaluation. */
  readonly mdcs: readonly MdcNode[];
}

/** Every rule of a scheme: of its MDCs, ADRG rows and DRG rows. */
export function rulesOf({ mdcs }: Pick<DrgScheme, 'mdcs'>): readonly Rule[] {
  return mdcs.flatMap((mdc) => [mdc, ...mdc.adrgs, ...mdc.adrgs.flatMap((adrg) => adrg.drgs)]).map((node) => node.rule);
}
