import { join } from 'node:path';
import { TREATMENT_ATTRIBUTES, type TreatmentAttribute } from '../dip-tables.js';
import { packageRoot } from '../package-root.js';
import type { CodePattern } from './code-pattern.js';
import { listText, readList } from './read-list.js';

/** Operation level (手术级别), 4 the highest. */
export type OperationLevel = 1 | 2 | 3 | 4;

/** What kind of treatment the procedures of a pattern are. */
export interface ProcedureAttributeRow {
  readonly pattern: CodePattern;
  readonly attribute: TreatmentAttribute;
  /** Absent where the table gives none. */
  readonly level: OperationLevel | undefined;
  readonly name: string;
  /** 1-based line of the file. */
  readonly line: number;
}

const COLUMNS = { required: ['attribute', 'level', 'name'], optional: [] };

/**
 * Reads a table of treatment attributes: CSV with the columns `pattern,attribute,level,name`.
 *
 * @param path Named in errors.
 * @throws REFERENCE_DATA_LIST_INVALID with every fault and its line.
 */
export function parseProcedureAttributes(text: string, path: string): ProcedureAttributeRow[] {
  const rows: ProcedureAttributeRow[] = [];
  readList(text, path, COLUMNS, (row) => {
    const attribute = TREATMENT_ATTRIBUTES.find((word) => word === row.text('attribute'));
    const level = row.text('level');
    if (attribute === undefined) {
      row.fault(`attribute: "${row.text('attribute')}" is none of ${TREATMENT_ATTRIBUTES.join(', ')}`);
    } else if (!/^[1-4]?$/.test(level)) {
      row.fault(`level: "${level}" is none of 1, 2, 3, 4`);
    } else {
      rows.push({
        pattern: row.pattern,
        attribute,
        level: level === '' ? undefined : (Number(level) as OperationLevel),
        name: row.text('name'),
        line: row.line,
      });
    }
  });
  return rows;
}

/** Reads a table of treatment attributes from a file. @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_LIST_INVALID */
export function readProcedureAttributes(path: string): ProcedureAttributeRow[] {
  return parseProcedureAttributes(listText(path), path);
}

/** Where the starter table of this package lies; a region names its own file instead. */
export function starterProcedureAttributesPath(): string {
  return join(packageRoot(), 'reference-data', 'dip', 'procedure-attributes.csv');
}
