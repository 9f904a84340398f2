import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkDipTables,
  csvLine,
  demonstrationCsv,
  demonstrationDischarges,
  isError,
  packageRoot,
  readDipScheme,
  writeDipScheme,
  type DipGroupRow,
  type DipTables,
} from '../../reference-data/index.js';
import { buildFromFiles, type BuildFromFilesOptions } from '../../server/directory/build-from-files.js';

const POLICY = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'directory-policy.yaml');
const YEARS = [2023, 2024, 2025];
const FILES = [
  'groups.csv',
  'excluded-diagnoses.csv',
  'excluded-procedures.csv',
  'primary-care.csv',
  'resistant-diagnoses.csv',
  'manifest.json',
  'evidence.csv',
  'related-procedures.csv',
  'subtypes.csv',
  'institution-coefficients.csv',
  'rejects.csv',
  'report.json',
  'report.md',
  'run.json',
];
let folder: string;
let inputs: string[];

const build = (output: string, options: Partial<BuildFromFilesOptions> = {}) =>
  buildFromFiles({ inputs, years: YEARS, policy: POLICY, output, id: 'test-dip', names: [], demonstration: true, ...options });
const read = (...path: readonly string[]) => readFileSync(join(folder, ...path), 'utf8');

function nationalRow(key: string, diagnosis: string, procedure: string, number: number): DipGroupRow {
  return {
    key,
    layer: 'JC',
    number,
    name: key,
    subdivision: '',
    diagnosis,
    procedure,
    related: '',
    otherDiagnosis: '',
    position: 'main',
    drugResistant: '',
    ageDaysBelow: '',
    birthWeight: '',
    attribute: '',
    surgeryLevel: '',
    points: '',
    meanCost: '',
    note: '',
  };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dianzhi-'));
  inputs = YEARS.map((year) => {
    const path = join(folder, `${year}.csv`);
    writeFileSync(path, [...demonstrationCsv(demonstrationDischarges({ seed: 20260101, count: 1500, year }))].join(''));
    return path;
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('buildFromFiles', () => {
  test('the output is a DIP scheme with its evidence and report, and a second run gives the same bytes', async () => {
    const report = await build(join(folder, 'one'));
    await build(join(folder, 'two'));
    await build(join(folder, 'two')); // replaces what it wrote itself
    const files = readdirSync(join(folder, 'one')).sort();
    expect(files).toEqual(FILES.toSorted());
    for (const file of files) expect(read('two', file), file).toBe(read('one', file));
    expect(readdirSync(folder).filter((name) => /building|old|partial/.test(name))).toEqual([]);
    const { manifest, tables } = await readDipScheme(join(folder, 'one'));
    expect(manifest.demonstration).toBe(true);
    expect(tables.groups.length).toBe(Object.values(report.origins).reduce((sum, { groups }) => sum + groups, 0));
    expect(checkDipTables(tables, manifest).filter(isError)).toEqual([]);
    expect(read('one', 'run.json')).not.toContain(folder);
  });

  test('rows in another order, and years in another, give the same directory', async () => {
    const turned = inputs.map((path) => {
      const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
      const other = path.replace('.csv', '-turned.csv');
      writeFileSync(other, `${[header, ...lines.reverse()].join('\n')}\n`);
      return other;
    });
    await build(join(folder, 'turned'), { inputs: turned.reverse(), years: [2025, 2023, 2024] });
    for (const file of ['groups.csv', 'evidence.csv', 'related-procedures.csv', 'subtypes.csv', 'primary-care.csv', 'report.md'])
      expect(read('turned', file), file).toBe(read('one', file));
  });

  test('every unusable row stands in the file of rejects with its reason, and nothing is lost', async () => {
    const header = 'caseId,hospitalId,admissionDate,dischargeDate,principalDiagnosis,totalCharges';
    const rows = [
      'good,H1,2024-01-01,2024-01-05,I63.900,100.00',
      'negative,H1,2024-01-01,2024-01-05,I63.900,-5.00',
      'zero,H1,2024-01-01,2024-01-05,I63.900,0',
      'absent,H1,2024-01-01,2024-01-05,I63.900,',
      'words,H1,2024-01-01,2024-01-05,I63.900,many',
      'backwards,H1,2024-02-01,2024-01-05,I63.900,100.00',
      'early,H1,2022-01-01,2022-01-05,I63.900,100.00',
      'undated,H1,2024-01-01,,I63.900,100.00',
      'undiagnosed,H1,2024-01-01,2024-01-05,,100.00',
      'no-code,H1,2024-01-01,2024-01-05,脑梗死,100.00',
      'shifted,H1,2024-01-01,2024-01-05,I63.900,100.00,more',
    ];
    const path = join(folder, 'bad.csv');
    writeFileSync(path, `${[header, ...rows].join('\n')}\n`);
    const report = await build(join(folder, 'bad'), { inputs: [...inputs, path] });
    const rejects = read('bad', 'rejects.csv').trimEnd().split('\n').slice(1);
    expect(rejects.map((line) => line.split(',').slice(0, 4).join(' '))).toEqual([
      'bad.csv 3 negative cost-negative',
      'bad.csv 4 zero cost-zero',
      'bad.csv 5 absent cost-missing',
      'bad.csv 6 words cost-unreadable',
      'bad.csv 7 backwards discharge-before-admission',
      'bad.csv 8 early year-outside',
      'bad.csv 9 undated discharge-date-missing',
      'bad.csv 10 undiagnosed diagnosis-missing',
      'bad.csv 11 no-code diagnosis-no-code',
      'bad.csv 12 shifted record-unreadable',
    ]);
    expect([report.rows, report.rejectedRows, report.cases]).toEqual([4511, 10, 4501]);
    const inGroups = Object.values(report.origins).reduce((sum, { cases }) => sum + cases, 0);
    const left = Object.values(report.left).reduce((sum, { cases }) => sum + cases, 0);
    expect(inGroups + left).toBe(report.cases);
  });

  test('against a previous directory: groups added and dropped, by what they ask for', async () => {
    const previous = await readDipScheme(join(folder, 'one'));
    const stricter = join(folder, 'stricter.yaml');
    writeFileSync(stricter, readFileSync(POLICY, 'utf8').replace('cases: 15', 'cases: 40'));
    const report = await build(join(folder, 'next'), { policy: stricter, previous });
    const { tables } = await readDipScheme(join(folder, 'next'));
    expect(report.previous!.kept + report.previous!.added.length).toBe(tables.groups.length);
    expect(report.previous!.kept + report.previous!.dropped.length).toBe(previous.tables.groups.length);
    expect(report.previous!.dropped.length).toBeGreaterThan(0);
    expect(read('next', 'report.md')).toContain('取消 dropped');
  });

  test('with a library its rows come first under their own keys, and its exclusion lists hold', async () => {
    const tables: DipTables = {
      groups: [nationalRow('JC-1', 'I63.9', '', 1), nationalRow('JC-2', 'Q99.9', '', 2)],
      excludedDiagnoses: [{ code: 'A09.900', name: '' }],
      excludedProcedures: [],
      primaryCare: [],
      resistantDiagnoses: [],
    };
    const edition = {
      id: 'lib',
      name: 'lib',
      newbornWeight: 'birth',
      operators: 'national',
      shortProcedureCodes: 'exact',
    } as const;
    const source = { file: 'x', sha256: '' };
    const none = { groups: [], excludedDiagnoses: [], excludedProcedures: [], primaryCare: [], resistantDiagnoses: [] };
    await writeDipScheme(join(folder, 'lib'), { ...edition, source }, tables, none);
    const report = await build(join(folder, 'local'), { library: await readDipScheme(join(folder, 'lib')) });
    const { tables: local } = await readDipScheme(join(folder, 'local'));
    expect(report.origins.national.groups).toBe(1);
    expect(report.left['excluded-diagnosis'].cases).toBeGreaterThan(0);
    expect(local.groups[0]).toMatchObject({ key: 'JC-1', layer: 'JC', number: 1 });
    expect(local.groups[0]!.points).toMatch(/^\d+\.\d{4}$/);
    expect(local.groups[1]!.number).toBe(3);
    expect(report.warnings.map(({ code }) => code)).toContain('local-additions-to-review');
  });

  test('names of codes stand in the names of groups', async () => {
    const names = join(folder, 'names.csv');
    writeFileSync(names, csvLine(['code', 'name']) + csvLine(['I63*', '脑梗死']));
    await build(join(folder, 'named'), { names: [names] });
    expect(read('named', 'groups.csv')).toContain('脑梗死（内科诊疗组）');
  });

  test('a build that is refused leaves the output as it was; a folder of somebody else is not touched', async () => {
    const twoYears = { years: [2024, 2025] };
    await expect(build(join(folder, 'never'), twoYears)).rejects.toMatchObject({ code: 'SERVER_DIRECTORY_NOT_BUILT' });
    expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
    mkdirSync(join(folder, 'work'));
    writeFileSync(join(folder, 'work', 'thesis.txt'), 'mine');
    await expect(build(join(folder, 'work'))).rejects.toMatchObject({ code: 'SERVER_OPTION_INVALID' });
    expect(readdirSync(join(folder, 'work'))).toEqual(['thesis.txt']);
  });
});
