import { z } from 'zod';
import { ReferenceDataError } from './errors.js';
import { readTextFile } from './read-text-file.js';
import { optional, required, type SheetColumns } from './sheet-header.js';
import { parseYaml } from './parse-yaml.js';

/** What a column of a region's directory may hold. */
export const DIRECTORY_COLUMNS = [
  'number',
  'key',
  'type',
  'name',
  'diagnosis',
  'diagnosisName',
  'procedure',
  'procedureName',
  'related',
  'relatedName',
  'otherDiagnosis',
  'attribute',
  'surgeryLevel',
  'points',
  'meanCost',
  'note',
] as const;
export type DirectoryColumn = (typeof DIRECTORY_COLUMNS)[number];

/** The header text of each column that a region's directory has. */
export type ColumnMap = Readonly<Partial<Record<DirectoryColumn, string>>>;

/** The columns of 平顶山 2025, which other cities publish too. Mean cost is a column that implementers add. */
export const DEFAULT_COLUMN_MAP: ColumnMap = {
  number: '序号',
  key: '病种编码',
  type: '病种类型',
  diagnosis: '主诊断代码',
  diagnosisName: '主诊断名称',
  procedure: '主要操作代码',
  procedureName: '主要操作名称',
  related: '其他操作代码',
  relatedName: '其他操作名称',
  points: '病种分值',
};

const columnMapSchema = z.partialRecord(z.enum(DIRECTORY_COLUMNS), z.string().trim().min(1)).refine((map) => 'diagnosis' in map, {
  message: 'diagnosis: 缺少 (missing)',
});

/**
 * Reads a map of columns: a YAML file (`diagnosis: 主诊断代码`, a line for each column), or the same in words: `diagnosis=主诊断代码,...`.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_COLUMN_MAP_INVALID with every fault
 */
export async function readColumnMap(words: string): Promise<ColumnMap> {
  const invalid = (why: string) => new ReferenceDataError('REFERENCE_DATA_COLUMN_MAP_INVALID', { map: words, why });
  const content = words.includes('=') ? inlineMap(words) : parseYaml(await readTextFile(words), invalid);
  const parsed = columnMapSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter((text) => text).join(': ')).join('; '),
  );
}

/** Columns without which even the file laid out as usual is no directory. */
const NEEDED: readonly string[] = ['key', 'diagnosis', 'procedure'];

/** The columns that a map names, to be found in a header. All that someone named must be there; of the usual ones those that are needed. */
export function columnsOfMap(map: ColumnMap): SheetColumns {
  return Object.fromEntries(
    Object.entries(map).map(([column, header]) => {
      const isRequired = map !== DEFAULT_COLUMN_MAP || NEEDED.includes(column);
      return [column, isRequired ? required(header) : optional(header)];
    }),
  );
}

function inlineMap(words: string): Record<string, string> {
  const entries = words.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
