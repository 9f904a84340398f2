import type { OperationLevel, ProcedureAttributeRow, TreatmentAttribute } from '../../../reference-data/index.js';
import { procedureCode } from '../../codes/normal-form.js';
import { PatternIndex } from './pattern-index.js';

/** What is known of one procedure. */
export interface ProcedureAttribute {
  readonly attribute: TreatmentAttribute;
  readonly level: OperationLevel | undefined;
}

/** The table of treatment attributes, made ready for look-ups: what kind of treatment a procedure is, and its operation level. */
export class ProcedureAttributes {
  readonly rows: readonly ProcedureAttributeRow[];
  readonly #index: PatternIndex<ProcedureAttributeRow>;

  constructor(rows: readonly ProcedureAttributeRow[]) {
    this.rows = rows;
    this.#index = new PatternIndex(rows.map((row) => [row.pattern, row] as const));
  }

  /** @param code In any spelling. @returns undefined for a procedure that no row covers. */
  find(code: string): ProcedureAttribute | undefined {
    return this.#index.find(procedureCode(code));
  }

  attributeOf(code: string): TreatmentAttribute | undefined {
    return this.find(code)?.attribute;
  }

  /** Operation level (手术级别), 4 the highest; undefined where the table gives none. */
  levelOf(code: string): OperationLevel | undefined {
    return this.find(code)?.level;
  }
}
