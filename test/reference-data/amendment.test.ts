import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { buildScheme, compileScheme, DrgGrouper } from '../../grouper/index.js';
import {
  amendDrgTables,
  readDrgAmendment,
  ReferenceDataError,
  sourceRowOf,
  type DrgAmendment,
  type DrgTableSources,
} from '../../reference-data/index.js';
import { discharge, smallTables } from '../grouper/drg/small-scheme.js';
import { edition } from '../read-scheme.js';

const folder = mkdtempSync(join(tmpdir(), 'dianzhi-amendment-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
function file(text: string): string {
  const path = join(folder, `${files++}.yaml`);
  writeFileSync(path, text);
  return path;
}

const tables = smallTables({
  mdc: [['MDCB', 'ZYZD in DI_B or ZYSS in OP_B']],
  adrg: [['BR1', 'MDCB', '']],
  drg: [
    ['BR11', 'BR1', 'QTZD in MCC'],
    ['BR15', 'BR1', ''],
  ],
  sets: { DI_B: 'B10.000 B11.000 B11.000', OP_B: '36.0600' },
  complications: [['K70.000', 'MCC', 'EX_103']],
  exclusions: { EX_103: 'P22.000' },
});
const source = { sheet: 's', rows: [[0, 3]] as const };
const sources: DrgTableSources = {
  mdc: source,
  adrg: source,
  drg: source,
  sets: source,
  complications: source,
  exclusions: source,
};
const scheme = { id: 'test', tables, sources };

type Change = DrgAmendment['changes'][number];
const amendment = (...changes: Change[]): DrgAmendment => ({
  scheme: 'test',
  effectiveFrom: '2027-01-01',
  source: '某文件',
  changes,
});
const amend = (...changes: Change[]) => amendDrgTables(amendment(...changes), 'a.yaml', scheme);
const inSets = (set: string, changed: ReturnType<typeof amend>) =>
  changed.tables.sets.filter((row) => row.set === set).map(({ code }) => code);

function faultOf(act: () => unknown): string {
  try {
    act();
    return 'no fault';
  } catch (error) {
    return error instanceof ReferenceDataError ? `${error.code}: ${String(error.details['why'])}` : String(error);
  }
}

describe('amendDrgTables', () => {
  test('a member is added to a set and one is taken from it, however often it stands there', () => {
    const changed = amend(
      { action: 'add', set: 'DI_B', code: 'B12.000', name: '某病' },
      { action: 'remove', set: 'DI_B', code: 'B11.000', name: '' },
    );
    expect(inSets('DI_B', changed)).toEqual(['B10.000', 'B12.000']);
    expect(inSets('OP_B', changed)).toEqual(['36.0600']);
  });

  test('a member that is added to a set has the type of its set', () => {
    const typed = { ...scheme, tables: { ...tables, sets: tables.sets.map((row) => ({ ...row, type: row.set.slice(0, 2) })) } };
    const changed = amendDrgTables(amendment({ action: 'add', set: 'OP_B', code: '36.0700', name: '' }), 'a.yaml', typed);
    expect(changed.tables.sets.at(-1)).toEqual({ set: 'OP_B', code: '36.0700', name: '', type: 'OP' });
  });

  test('rows of exclusion tables are added and taken away, and the severity follows', () => {
    const severityWith = (...changes: Change[]) => {
      const built = buildScheme(edition(), changes.length === 0 ? tables : amend(...changes).tables);
      const given = discharge({ principalDiagnosis: 'P22.100', principalProcedure: '36.0600', secondaryDiagnoses: ['K70.000'] });
      const result = new DrgGrouper(compileScheme(built.scheme)).group(given);
      return result.status === 'invalid' ? 'invalid' : `${result.severity} ${result.drg}`;
    };
    const added: Change = { action: 'add', exclusionTable: 'EX_103', code: 'P22.100', name: '' };
    expect(severityWith()).toBe('mcc BR11');
    expect(severityWith(added)).toBe('none BR15');
    expect(severityWith(added, { ...added, action: 'remove' })).toBe('mcc BR11');
  });

  test('the tables that are amended stay as they were', () => {
    const before = JSON.stringify(scheme);
    amend(
      { action: 'add', set: 'DI_B', code: 'B12.000', name: '' },
      { action: 'remove', exclusionTable: 'EX_103', code: 'P22.000', name: '' },
    );
    expect(JSON.stringify(scheme)).toBe(before);
  });

  test('rows keep their place in the original; an added one has none', () => {
    const changed = amend(
      { action: 'remove', set: 'DI_B', code: 'B10.000', name: '' },
      { action: 'add', set: 'DI_B', code: 'B12.000', name: '' },
      { action: 'add', set: 'DI_B', code: 'B13.000', name: '' },
    );
    const rows = changed.tables.sets.map(({ code }, record) => [code, sourceRowOf(changed.sources.sets.rows, record)]);
    expect(rows).toEqual([
      ['B11.000', 4],
      ['B11.000', 5],
      ['36.0600', 6],
      ['B12.000', 0],
      ['B13.000', 0],
    ]);
  });

  test('a set may be made anew; a set that loses its last member is an error of the scheme, not of the amendment', () => {
    expect(inSets('DI_NEW', amend({ action: 'add', set: 'DI_NEW', code: 'B12.000', name: '' }))).toEqual(['B12.000']);
    const emptied = amend({ action: 'remove', set: 'OP_B', code: '36.0600', name: '' });
    expect(buildScheme(edition(), emptied.tables).errors).toMatchObject([{ code: 'set-unknown', details: { set: 'OP_B' } }]);
  });

  test.each<[why: string, change: Change, words: string]>([
    ['adds what is there', { action: 'add', set: 'DI_B', code: 'B10.000', name: '' }, 'add DI_B B10.000: 已存在'],
    ['removes what is not there', { action: 'remove', set: 'DI_B', code: 'B99.000', name: '' }, 'remove DI_B B99.000: 不存在'],
    [
      'removes from a set of another name',
      { action: 'remove', set: 'DI_C', code: 'B10.000', name: '' },
      'remove DI_C B10.000: 不存在',
    ],
    [
      'adds an exclusion that is there',
      { action: 'add', exclusionTable: 'EX_103', code: 'P22.000', name: '' },
      'add EX_103 P22.000: 已存在',
    ],
    [
      'removes an exclusion that is not there',
      { action: 'remove', exclusionTable: 'EX_1', code: 'P22.000', name: '' },
      'remove EX_1 P22.000: 不存在',
    ],
  ])('one that %s was written against other tables', (_why, change, words) => {
    expect(faultOf(() => amend(change))).toContain(`REFERENCE_DATA_AMENDMENT_INVALID: ${words}`);
  });

  test('one for another scheme is refused', () => {
    const other = { ...amendment({ action: 'add', set: 'DI_B', code: 'B12.000', name: '' }), scheme: 'other' };
    expect(faultOf(() => amendDrgTables(other, 'a.yaml', scheme))).toBe('REFERENCE_DATA_AMENDMENT_INVALID: scheme: other ≠ test');
  });
});

describe('readDrgAmendment', () => {
  const HEAD = 'scheme: test\neffectiveFrom: 2027-01-01\nsource: 某文件\n';

  test('codes stay text, also where YAML would see a number', async () => {
    const text = `${HEAD}changes:\n  - { action: add, set: OP_B, code: 36.0600 }\n  - { action: remove, exclusionTable: EX_1, code: 00.6600, name: 某 }\n`;
    expect((await readDrgAmendment(file(text))).changes).toEqual([
      { action: 'add', set: 'OP_B', code: '36.0600', name: '' },
      { action: 'remove', exclusionTable: 'EX_1', code: '00.6600', name: '某' },
    ]);
  });

  test.each([
    ['no YAML', 'changes: [', ''],
    ['an empty file', '', ''],
    ['no changes', HEAD, 'changes'],
    ['an empty list of changes', `${HEAD}changes: []\n`, 'changes'],
    ['no source', HEAD.replace('某文件', '""') + 'changes:\n  - { action: add, set: A, code: B10.000 }\n', 'source'],
    [
      'a date that is none',
      HEAD.replace('2027-01-01', '2027年') + 'changes:\n  - { action: add, set: A, code: B10.000 }\n',
      'effectiveFrom',
    ],
    ['an action of another name', `${HEAD}changes:\n  - { action: replace, set: A, code: B10.000 }\n`, 'changes.0'],
    ['neither set nor exclusion table', `${HEAD}changes:\n  - { action: add, code: B10.000 }\n`, 'changes.0'],
    ['both of them', `${HEAD}changes:\n  - { action: add, set: A, exclusionTable: E, code: B10.000 }\n`, 'changes.0'],
    ['no code', `${HEAD}changes:\n  - { action: add, set: A }\n`, 'changes.0'],
    ['a field of another name', `${HEAD}remark: x\nchanges:\n  - { action: add, set: A, code: B10.000 }\n`, 'remark'],
  ])('%s is refused with its place', async (_why, text, place) => {
    const path = file(text);
    const fault: unknown = await readDrgAmendment(path).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'REFERENCE_DATA_AMENDMENT_INVALID', details: { path } });
    expect((fault as ReferenceDataError).message).toContain(place);
  });

  test('a file that is not there is told as one', async () => {
    await expect(readDrgAmendment(join(folder, 'none.yaml'))).rejects.toMatchObject({ code: 'REFERENCE_DATA_FILE_UNREADABLE' });
  });
});
