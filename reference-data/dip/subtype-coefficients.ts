import { parseCsv } from '../csv/parse-csv.js';
import { ReferenceDataError } from '../errors.js';
import type { Subtyping } from '../subtyping-schema.js';
import { exactDecimal, type ExactDecimal } from './exact-decimal.js';

/** The coefficients of one subtype in one group. */
export interface SubtypeCoefficientRow {
  /** The group's key. */
  readonly group: string;
  readonly family: string;
  readonly level: string;
  /** 触发系数: last year's mean cost of the subtype over that of the group. */
  readonly trigger: ExactDecimal | undefined;
  /** 调节系数, by which the points are multiplied. */
  readonly coefficient: ExactDecimal;
}

const COLUMNS = ['group', 'family', 'level', 'trigger', 'coefficient'];

/**
 * Reads coefficients by group: CSV with the columns `group,family,level,trigger,coefficient`.
 *
 * @param subtyping Has the families and levels that rows may name.
 * @throws REFERENCE_DATA_LIST_INVALID with every fault and its line; a subtype of a group stands once.
 */
export function parseSubtypeCoefficients(text: string, path: string, subtyping: Subtyping): SubtypeCoefficientRow[] {
  const [header, ...records] = parseCsv(text, path);
  const headers = header?.fields.map((cell) => cell.trim()) ?? [];
  const faults: string[] = [];
  if (headers.join() !== COLUMNS.join()) faults.push(`line 1: the columns are ${COLUMNS.join()}, not ${headers.join()}`);
  const known = new Set(subtyping.families.flatMap(({ id, levels }) => levels.map((level) => `${id}/${level.id}`)));
  const lineOf = new Map<string, number>();
  const rows: SubtypeCoefficientRow[] = [];
  for (const { fields, line } of faults.length > 0 ? [] : records) {
    if (fields.every((cell) => cell.trim() === '')) continue;
    const [group = '', family = '', level = '', triggerText = '', coefficientText = ''] = fields.map((cell) => cell.trim());
    const fault = (why: string) => void faults.push(`line ${line}: ${why}`);
    const trigger = exactDecimal(triggerText);
    const coefficient = exactDecimal(coefficientText);
    const key = `${group} ${family}/${level}`;
    if (fields.length !== COLUMNS.length) fault(`${fields.length} cells instead of ${COLUMNS.length}`);
    if (group === '') fault('group: empty');
    if (!known.has(`${family}/${level}`)) fault(`the policy has no level ${level} of a family ${family}`);
    if (lineOf.has(key)) fault(`${key} stands in line ${lineOf.get(key)!} already`);
    if (triggerText === '' ? subtyping.winner === 'highest-trigger' : trigger === undefined || trigger.numerator === 0n) {
      fault(`trigger: "${triggerText}" is no plain decimal above zero`);
    }
    if (coefficient === undefined || coefficient.numerator === 0n) {
      fault(`coefficient: "${coefficientText}" is no plain decimal above zero`);
    } else {
      rows.push({ group, family, level, trigger, coefficient });
    }
    lineOf.set(key, line);
  }
  if (faults.length > 0) throw new ReferenceDataError('REFERENCE_DATA_LIST_INVALID', { path, why: faults.join('; ') });
  return rows;
}
