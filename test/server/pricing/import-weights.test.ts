import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { policyFile } from '../../pricing/whole-policy.js';
import { Workplace } from '../tiny-workplace.js';

const place = new Workplace();
const FOLDER = join('weights', 'tiny', 'test', '2026-01-01');
const importing = (file: string, ...more: string[]) =>
  place.dianzhiHere('import', 'weights', file, '--scheme', 'tiny', '--policy', 'policy.yaml', '--lang', 'en', ...more);

beforeAll(() => {
  place.file('policy.yaml', policyFile());
});

const ALL = `drg,relativeWeight,meanCharges
AA19,26.4,200000
BR21,2.1,18000.5
BR23,1.6,14000
BR25,1.2,10000
MR19,0.8,6000
`;

describe('dianzhi import weights', () => {
  test('stores a checked table with the document that the policy names', async () => {
    place.file('all.csv', ALL);
    const { code, stderr } = await importing('all.csv', '--source', 'test', '--clause', '附件2');
    expect([code, stderr.split('\n')[0]]).toEqual([
      0,
      expect.stringMatching(/^Imported 5 rows of tiny for test from 2026-01-01 \(grade official\) into /),
    ]);
    const manifest = JSON.parse(readFileSync(join(place.data, FOLDER, 'manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({
      scheme: 'tiny',
      region: 'test',
      document: { document: '测试文件', clause: '附件2', evidence: 'official' },
      source: { file: 'all.csv' },
    });
    expect(readFileSync(join(place.data, FOLDER, 'weights.csv'), 'utf8')).toContain('BR21,,,2.1,,18000.5,,,,\n');
  });

  test('an import of the same day takes the place of the one before, and leaves nothing beside it', async () => {
    place.file('all.csv', ALL.replace('26.4', '27'));
    expect((await importing('all.csv', '--source', 'test')).code).toBe(0);
    expect(readFileSync(join(place.data, FOLDER, 'weights.csv'), 'utf8')).toContain('AA19,,,27,');
    expect(readdirSync(join(place.data, 'weights', 'tiny', 'test'))).toEqual(['2026-01-01']);
    expect((await importing('all.csv', '--effective-from', '2026-07-01')).code).toBe(0);
    expect(readdirSync(join(place.data, 'weights', 'tiny', 'test'))).toEqual(['2026-01-01', '2026-07-01']);
  });

  test('a workbook with Chinese headers below a title is read alike, and groups without a row are named', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('说明').addRow(['权重表']);
    const sheet = book.addWorksheet('权重');
    sheet.addRow(['2026年权重']);
    sheet.addRow(['序号', 'DRG编码', '权重', '次均费用（元）', '病例数', '变异系数', '基层病组', '是否稳定']);
    sheet.addRow([1, 'BR21', 2.15, 18000.5, 120, 0.45, '否', '是']);
    sheet.addRow([2, 'BR23', 1.6, 14000, 4, 1.2, '是', '否']);
    await book.xlsx.writeFile(place.path('weights.xlsx'));
    const { code, stderr } = await importing('weights.xlsx', '--source', 'test', '--effective-from', '2026-02-01');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('[warning] 权重: 3 groups of the scheme have no row, such as AA19, BR25, MR19');
    const text = readFileSync(join(place.data, 'weights', 'tiny', 'test', '2026-02-01', 'weights.csv'), 'utf8');
    expect(text.split('\n').slice(1, 3)).toEqual(['BR21,,,2.15,,18000.5,120,0.45,no,yes', 'BR23,,,1.6,,14000,4,1.2,yes,no']);
  });

  test('every error is named with its row, and nothing is stored', async () => {
    place.file(
      'wrong.csv',
      'drg,fund,hospitalId,RW,CV,stable\nZZ99,,,1,,\nBR21,,,-2,,\nBR23,,,1,,\nBR23,,,2,,\nBR25,pension,,0,,maybe\nMR19,,,,,\nAA19,,H1,3,,\n',
    );
    const { code, stderr } = await importing('wrong.csv', '--source', 'test', '--effective-from', '2026-03-01');
    expect(code).toBe(3);
    for (const words of [
      'row 2 column drg: The scheme has no group ZZ99 (weight-group-unknown)',
      'row 3 column RW: "-2" is below zero (weight-negative)',
      'row 5: BR23 stands in row 4 already (weight-repeated)',
      'row 6 column fund: The policy names no fund pension (weight-fund-unknown)',
      'row 6 column RW: A relative weight is above zero (weight-zero)',
      'row 6 column stable: "maybe" is neither yes nor no (weight-flag-unreadable)',
      'row 7 column drg: The row states no value (weight-values-missing)',
      'row 8 column hospitalId: A row of a hospital states its mean charges and nothing else (weight-of-hospital)',
    ])
      expect(stderr).toContain(words);
    expect(readdirSync(join(place.data, 'weights', 'tiny', 'test'))).not.toContain('2026-03-01');
  });

  test.each([
    ['a file without the column of the group', 'name,weight\nBR21,1\n', [], 3, 'column-missing'],
    ['a document that the policy does not name', ALL, ['--source', 'none'], 2, 'test'],
    ['a day that is none', ALL, ['--effective-from', '2026-02-30'], 2, 'YYYY-MM-DD'],
    ['a grade without a document', ALL, ['--evidence', 'official'], 2, '--source KEY'],
    ['a scheme that there is not', ALL, ['--scheme', 'none'], 4, 'SERVER_SCHEME_UNKNOWN'],
  ])('%s is refused', async (_why, text, more, code, words) => {
    place.file('other.csv', text);
    const ended = await importing('other.csv', ...more);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(words)]);
  });

  test('weights without a document are assumed, and the import says what that means', async () => {
    place.file('all.csv', ALL);
    const { stderr } = await importing('all.csv', '--effective-from', '2026-09-01');
    expect(stderr).toContain('(grade assumed)');
    expect(stderr).toContain('serve estimates only');
  });
});
