import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DIP_SHEETS, type DipPart } from './dip-sheets.js';
import { DipTableAssembly, type ReadDipTables } from './dip-table-assembly.js';
import { addNationalRow } from './national-dip-row.js';
import { readTextFile } from './read-text-file.js';
import { rawRow, readUnderHeader, type ColumnPlaces } from './sheet-header.js';
import { textOfRow } from './tidy-cell.js';

interface TableFile {
  readonly file: string;
  /** Part by the word in column `kind`; one part alone where the file has no such column. */
  readonly parts: Readonly<Record<string, DipPart>>;
}

/** The files of a folder of tables. Those of groups first: one of them must be there. */
export const DIP_TABLE_FILES: readonly TableFile[] = [
  { file: 'dip-xq.tsv', parts: { PRE: 'preGroups' } },
  { file: 'dip-bx.tsv', parts: { MERGE: 'merged' } },
  { file: 'dip-fz.tsv', parts: { BURN: 'burn', TUMOR: 'tumour', TB: 'tuberculosis' } },
  { file: 'dip-jc.tsv', parts: { BASE: 'base' } },
  { file: 'dip-excluded-dx.tsv', parts: { '': 'excludedDiagnoses' } },
  { file: 'dip-excluded-op.tsv', parts: { '': 'excludedProcedures' } },
  { file: 'dip-primary-care.tsv', parts: { '': 'primaryCare' } },
  { file: 'dip-tb-resistant.tsv', parts: { '': 'resistantDiagnoses' } },
];

/**
 * Reads a folder of tab-separated tables: the national workbook's rows, one file a layer, columns by English names. There is no quoting;
 * every cell is text. A file that is not there means that the layer is empty.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE
 */
export async function readDipTables(folder: string): Promise<ReadDipTables> {
  const assembly = new DipTableAssembly();
  const there = DIP_TABLE_FILES.filter(({ file }) => existsSync(join(folder, file)));
  for (const one of there) await readFileOfTables(assembly, one, await readTextFile(join(folder, one.file)));
  const groupFiles = DIP_TABLE_FILES.filter(({ parts }) => !('' in parts));
  if (!groupFiles.some((one) => there.includes(one))) {
    const files = groupFiles.map(({ file }) => file).join(', ');
    assembly.findings.push({ code: 'groups-missing', table: 'groups', details: { files } });
  }
  return assembly.finish();
}

async function readFileOfTables(assembly: DipTableAssembly, { file, parts }: TableFile, text: string): Promise<void> {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const rows = lines.map((line, place) => ({ row: place + 1, cells: line.split('\t') }));
  const header = rows[0]!.cells;
  const kindPlace = header.indexOf('kind');
  let running: DipPart | undefined;
  for (const [kind, part] of Object.entries(parts)) {
    const { table, columns } = DIP_SHEETS[part];
    const ofKind = rows.filter(({ cells }, place) => place === 0 || kind === '' || cells[kindPlace] === kind);
    const missing = await readUnderHeader(columns, ofKind, ({ row, cells }, places) => {
      if (running !== part) assembly.begin(table, file, headersByColumn(header, places));
      running = part;
      addNationalRow(assembly, part, row, rawRow(cells, places), textOfRow(cells));
    });
    for (const column of missing)
      assembly.findings.push({
        code: 'column-missing',
        table,
        sheet: file,
        column: columns[column]!.headers.at(-1)!,
        details: {},
      });
  }
  if (kindPlace < 0) return;
  for (const { row, cells } of rows.slice(1)) {
    const value = cells[kindPlace] ?? '';
    if (value in parts || cells.join('').trim() === '') continue;
    const { table } = DIP_SHEETS[Object.values(parts)[0]!];
    const allowed = Object.keys(parts).join(', ');
    assembly.findings.push({ code: 'value-unknown', table, sheet: file, row, column: 'kind', details: { value, allowed } });
  }
}

function headersByColumn(header: readonly string[], places: ColumnPlaces): Record<string, string> {
  return Object.fromEntries([...places].map(([column, place]) => [column, header[place]!]));
}
