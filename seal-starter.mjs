// npm run seal-starter: checks the hand-written tables of the starter scheme and writes the manifest that names their content.
// To be run after a change of its tables; a test fails until it is.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDrgTables } from './dist/reference-data/index.js';
import { importScheme } from './dist/server/schemes/import-scheme.js';

const id = 'chs-drg-starter';
const tables = join(import.meta.dirname, 'reference-data', 'schemes', id);
const folder = mkdtempSync(join(tmpdir(), 'dianzhi-'));
const { manifest, warnings } = await importScheme(
  await readDrgTables(tables),
  {
    id,
    name: '入门方案（CHS-DRG 1.1 形式，自编类目） starter in the shape of CHS-DRG 1.1',
    newbornWeight: 'birth',
    whenNoDrgRow: 'adrg',
    demonstration: true,
    sourceText:
      '编码、名称、细分：国家医疗保障局 CHS-DRG 1.1；ICD类目：本项目自编 (codes, names, splits: NHSA CHS-DRG 1.1; ICD patterns: this project)',
  },
  tables,
  join(folder, id),
);
cpSync(join(folder, id), tables, { recursive: true });
rmSync(folder, { recursive: true });
console.log(`${id} sha256 ${manifest.checksum}, ${warnings.length} warnings`);
