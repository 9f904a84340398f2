import { readFile } from 'node:fs/promises';
import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import { parseCsv, ReferenceDataError } from '../../reference-data/index.js';

/** A category of diagnoses has three signs, one of procedures two and the point. */
const SHORTEST_PATTERN = 3;

/**
 * Reads names of codes: CSV with the columns `code` and `name`, others ignored. A code named twice keeps its first name. `I63*` names the
 * codes below it that have no name of their own, down to the category.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE
 */
export async function readCodeNames(paths: readonly string[]): Promise<(code: string) => string | undefined> {
  const names = new Map<string, string>();
  for (const path of paths) {
    const unreadable = (why: string) => new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
    const text = await readFile(path, 'utf8').catch((error: Error) => {
      throw unreadable(error.message);
    });
    const [header, ...records] = parseCsv(text, path);
    const [code, name] = ['code', 'name'].map((column) => header?.fields.indexOf(column) ?? -1) as [number, number];
    if (code < 0 || name < 0) throw unreadable('表头应有 code 和 name (its header names code and name)');
    for (const { fields } of records) {
      const raw = fields[code] ?? '';
      const isProcedure = /^\d/.test(raw);
      const key = isProcedure ? procedureCode(raw) : diagnosisCode(raw);
      if (!names.has(key) && (fields[name] ?? '') !== '') names.set(key, fields[name]!);
    }
  }
  return (code) => {
    if (names.has(code)) return names.get(code);
    for (let length = code.length; length >= SHORTEST_PATTERN; length--) {
      const name = names.get(`${code.slice(0, length)}*`);
      if (name !== undefined) return name;
    }
    return undefined;
  };
}
