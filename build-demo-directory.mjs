// npm run build-demo-directory: builds the demonstration directory from three years of invented discharges and puts it under
// reference-data/schemes/. To be run after a change of the generator, the builder or its policy.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationCsv, demonstrationDischarges, demonstrationVolume, readDipScheme } from './dist/reference-data/index.js';
import { buildFromFiles } from './dist/server/directory/build-from-files.js';

const id = 'demo-dip';
const seed = 20260101;
const years = [2023, 2024, 2025];
const casesOfFirstYear = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'dianzhi-'));
const inputs = years.map((year) => {
  const path = join(folder, `demonstration-${year}.csv`);
  const count = demonstrationVolume(casesOfFirstYear, year);
  writeFileSync(path, [...demonstrationCsv(demonstrationDischarges({ seed, count, year }))].join(''));
  return path;
});
const policy = join(import.meta.dirname, 'reference-data', 'regions', id, 'directory-policy.yaml');
const names = [join(import.meta.dirname, 'reference-data', 'schemes', 'chs-drg-starter', 'sets.csv')];
const output = join(folder, id);
const report = await buildFromFiles({ inputs, years, policy, output, id, names, demonstration: true });
const { manifest } = await readDipScheme(output);

// What a reader of the package needs: the scheme, and how it came about. A README that stands there stays.
const target = join(import.meta.dirname, 'reference-data', 'schemes', id);
mkdirSync(target, { recursive: true });
for (const { file } of Object.values(manifest.tables)) cpSync(join(output, file), join(target, file));
const others = ['manifest.json', 'evidence.csv', 'institution-coefficients.csv', 'subtypes.csv', 'report.md', 'run.json'];
for (const file of others) cpSync(join(output, file), join(target, file));
rmSync(folder, { recursive: true });
console.log(`${id} sha256 ${manifest.checksum}, ${report.cases} cases, ${manifest.tables.groups.records} groups`);
if (!existsSync(join(target, 'README.md'))) console.log(`write ${join('reference-data', 'schemes', id, 'README.md')}`);
