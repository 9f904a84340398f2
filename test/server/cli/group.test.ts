import { describe, expect, test } from 'vitest';
import ExcelJS from 'exceljs';
import { gbk } from '../intake/case-files.js';
import { TINY_CASES, tinyCsv, tinyRecords } from '../tiny-scheme.js';
import { objectsOf, outcomes, rowsOf, Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const expected = TINY_CASES.map((one) => one.expected);
const ids = TINY_CASES.map((_, row) => `case-${row + 1}`);
const RESULT = 'caseId,status,mdc,adrg,drg,drgName,severity,reasons';

const AMENDMENT = `scheme: tiny
effectiveFrom: 2026-01-01
source: invented for a test
changes:
  - { action: add, set: DI_BR2, code: G40.900 }
  - { action: remove, exclusionTable: EX_2, code: I63.900 }
`;

describe('dianzhi group: from CSV', () => {
  test('every outcome, in input order, one row for one row, with the columns of the input behind', async () => {
    here.file('cases.csv', tinyCsv({ ward: (row) => `"${row}"`, expectedDrg: () => 'x' }));
    const { code, stdout, stderr } = await here.group('cases.csv', 'out.csv');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const text = here.text('out.csv');
    expect(text.split('\n')[0]).toBe(
      `${RESULT},sex,ageYears,principalDiagnosis,secondaryDiagnoses,principalProcedure,ward,expectedDrg`,
    );
    expect(outcomes(here.rows('out.csv'))).toEqual(expected);
    expect(here.rows('out.csv').map(({ caseId }) => caseId)).toEqual(ids);
    expect(here.rows('out.csv').map(({ ward, expectedDrg }) => ward + expectedDrg!)).toEqual(ids.map((_, row) => `"${row}"x`));
    expect(here.rows('out.csv')[5]).toMatchObject({ mdc: 'MDCB', adrg: 'BQY', severity: 'none' });
    expect(here.rows('out.csv')[7]).toMatchObject({ mdc: '', adrg: '', drg: '0000', reasons: 'sex-conflict:MDCM' });
    expect(here.rows('out.csv')[8]!['reasons']).toBe('principal-diagnosis-unknown|unknown-diagnosis:Z99.999');
    expect(here.rows('out.csv')[9]).toMatchObject({
      mdc: '',
      adrg: '',
      drg: '',
      drgName: '',
      severity: '',
      reasons: 'sex-missing',
    });
    expect(text).not.toMatch(/^\ufeff|\r/);
    expect(text.endsWith('\n')).toBe(true);
    expect(stderr).toMatch(/grouped +5 +50\.0 %/);
    // No bar and no control signs where standard error is piped.
    for (const sign of ['\u001b', '\r', '█']) expect(stderr).not.toContain(sign);
  });

  test('a column with the name of a result column becomes input.NAME, personal columns are left out and named', async () => {
    here.file('names.csv', tinyCsv({ status: (row) => `s${row}`, name: () => 'somebody', 姓名: () => '某人', drg: () => 'old' }));
    const { code, stderr } = await here.group('names.csv', 'names-out.csv');
    expect(code).toBe(0);
    const [header] = here.text('names-out.csv').split('\n');
    expect(header).toBe(`${RESULT},sex,ageYears,principalDiagnosis,secondaryDiagnoses,principalProcedure,input.status,input.drg`);
    expect(here.rows('names-out.csv')[3]).toMatchObject({ status: 'grouped', 'input.status': 's3', 'input.drg': 'old' });
    expect(here.text('names-out.csv') + stderr).not.toMatch(/somebody|某人/);
    expect(stderr).toContain('Columns dropped as personal: name, 姓名');
  });

  test('standard input and output: rows alone on standard output, the summary on standard error, as JSON too', async () => {
    const words = ['group', '--scheme', 'tiny', '--input', '-', '--output', '-'];
    const [plain, json, lines] = await Promise.all([
      here.run(words, { stdin: tinyCsv() }),
      here.run([...words, '--json'], { stdin: tinyCsv() }),
      here.run([...words, '--output-format', 'ndjson'], { stdin: tinyCsv() }),
    ]);
    expect(outcomes(rowsOf(plain.stdout))).toEqual(expected);
    expect(plain.stderr).toContain('Rows 10 in');
    expect(json.stdout).toBe(plain.stdout);
    expect(JSON.parse(json.stderr)).toMatchObject({ rows: 10, output: '-', input: { path: '-' } });
    expect(outcomes(objectsOf(lines.stdout))).toEqual(expected);
  });

  test('--json prints one object to standard output when the result is a file', async () => {
    here.file('for-json.csv', tinyCsv());
    const { stdout, stderr } = await here.group('for-json.csv', 'for-json-out.csv', '--json');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      scheme: { id: 'tiny', demonstration: false },
      amendments: [],
      input: { path: 'for-json.csv', format: 'csv', encoding: 'utf-8', dialect: 'canonical', droppedColumns: [] },
      output: 'for-json-out.csv',
      rows: 10,
      status: { grouped: 5, ambiguous: 1, ungrouped: 3, invalid: 1 },
      severity: { mcc: 1, cc: 1, none: 7 },
      reasons: { 'sex-missing': 1, 'sex-conflict': 1, 'procedure-fits-no-adrg': 1 },
      topGroups: [{ group: 'BR25', cases: 2 }, { group: 'AA19' }, { group: 'BR21' }, { group: 'BR23' }],
    });
    expect(JSON.parse(stdout)).not.toHaveProperty('caseMixIndex');
  });

  test('a weights file gives the CMI over the grouped cases that have a weight', async () => {
    here.file('weighed.csv', tinyCsv());
    here.file('weights.csv', '\ufeffrelativeWeight,drg\r\n1.5,BR25\r\n3.0001,AA19\r\n');
    const [json, text] = await Promise.all([
      here.group('weighed.csv', 'weighed-1.csv', '--weights', 'weights.csv', '--json'),
      here.group('weighed.csv', 'weighed-2.csv', '--weights', 'weights.csv'),
    ]);
    // Two BR25 and one AA19: (1.5 + 1.5 + 3.0001) / 3 = 2.00003..., half up to four decimals 2.0000.
    expect(JSON.parse(json.stdout)).toMatchObject({ caseMixIndex: '2.0000', weightedCases: 3 });
    expect(text.stderr).toContain('CMI: 2.0000 (grouped cases with a weight: 3)');
  });

  test('an amendment changes the groups and is named in the summary; the scheme folder stays as it is', async () => {
    here.file('amended.csv', tinyCsv());
    here.file('amendment.yaml', AMENDMENT);
    const before = here.text('data/schemes/tiny/sets.csv');
    const { code, stdout } = await here.group('amended.csv', 'amended-out.csv', '--amendment', 'amendment.yaml', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ amendments: [{ effectiveFrom: '2026-01-01', source: 'invented for a test' }] });
    const found = outcomes(here.rows('amended-out.csv'));
    expect([found[3], found[6]]).toEqual(['grouped BR21', 'grouped BR25']);
    expect(here.text('data/schemes/tiny/sets.csv')).toBe(before);
  });
});

describe('dianzhi group: other forms of input', () => {
  const chinese = `病案号,姓名,性别,年龄,主要诊断编码,其他诊断编码1,主要手术操作编码,备注\n${tinyRecords()
    .map(
      (one) =>
        `${one.caseId},某人,${one.sex},${one.ageYears},${one.principalDiagnosis},${one.secondaryDiagnoses},${one.principalProcedure},甲`,
    )
    .join('\n')}\n`;

  test.each([
    ['UTF-8', Buffer.from(chinese), [], 'utf-8'],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${chinese}`), [], 'utf-8'],
    ['GBK, detected', gbk(chinese), [], 'gb18030'],
    ['GBK, named', gbk(chinese), ['--encoding', 'gbk'], 'gb18030'],
    ['GB18030, named', gbk(chinese), ['--encoding', 'GB18030'], 'gb18030'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${chinese}`, 'utf16le'), [], 'utf-16le'],
  ])('a table with Chinese headers in %s', async (name, bytes, more, encoding) => {
    here.file(`${name}.csv`, bytes);
    const { code, stdout } = await here.group(`${name}.csv`, `${name}-out.csv`, ...more, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ input: { encoding, dialect: 'chinese', droppedColumns: ['姓名'] } });
    expect(outcomes(here.rows(`${name}-out.csv`))).toEqual(expected);
    expect(here.rows(`${name}-out.csv`)[0]).toMatchObject({ caseId: 'case-1', 备注: '甲' });
  });

  test('NDJSON to NDJSON: types and order of the values are kept, names such as 10 and __proto__ too', async () => {
    const more = '"10":"ten","__proto__":"p","status":[1,{"a":2}],"expectedDrg":null';
    const text = tinyRecords().map((record) => `${JSON.stringify(record).slice(0, -1)},${more}}\n`);
    here.file('cases.ndjson', text.join(''));
    const [lines, table] = await Promise.all([
      here.group('cases.ndjson', 'out.ndjson'),
      here.group('cases.ndjson', 'from-ndjson.csv'),
    ]);
    expect([lines.code, table.code]).toEqual([0, 0]);
    expect(outcomes(objectsOf(here.text('out.ndjson')))).toEqual(expected);
    // JSON.parse itself moves the name 10 to the front, so that records from another program may come with it there.
    const first = here.text('out.ndjson').split('\n')[0]!;
    expect(first.startsWith('{"caseId":"case-1","status":"grouped","mdc":"MDCB","adrg":"BR2","drg":"BR25","drgName":')).toBe(
      true,
    );
    for (const member of ['"10":"ten"', '"__proto__":"p"', '"input.status":[1,{"a":2}]', '"expectedDrg":null']) {
      expect(first).toContain(member);
    }
    expect(outcomes(here.rows('from-ndjson.csv'))).toEqual(expected);
    expect(here.rows('from-ndjson.csv')[0]).toMatchObject({ '10': 'ten', 'input.status': '1|{"a":2}', expectedDrg: '' });
  });

  test('NDJSON to CSV: the columns of all records together, in order of their first appearance', async () => {
    const [a, b] = tinyRecords();
    here.file('ragged.ndjson', `${JSON.stringify({ ...a, one: 1 })}\n${JSON.stringify({ ...b, two: [2, 3] })}\n`);
    const { code } = await here.group('ragged.ndjson', 'ragged-out.csv');
    expect(code).toBe(0);
    expect(here.text('ragged-out.csv').split('\n')[0]).toMatch(/,one,two$/);
    expect(here.rows('ragged-out.csv').map(({ one, two }) => [one, two])).toEqual([
      ['1', ''],
      ['', '2|3'],
    ]);
  });

  test('a workbook of cases under a title row', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('出院病例');
    sheet.addRow(['出院病例一览']);
    sheet.addRow(['病案号', '性别', '年龄', '主要诊断编码', '其他诊断编码1', '主要手术操作编码']);
    for (const one of tinyRecords()) {
      const { caseId, sex, ageYears, principalDiagnosis, secondaryDiagnoses, principalProcedure } = one;
      sheet.addRow([
        caseId,
        sex === '' ? '' : Number(sex),
        Number(ageYears),
        principalDiagnosis,
        secondaryDiagnoses,
        principalProcedure,
      ]);
    }
    here.file('cases.xlsx', Buffer.from(await workbook.xlsx.writeBuffer()));
    const { code, stdout } = await here.group('cases.xlsx', 'from-xlsx.csv', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ input: { format: 'xlsx', dialect: 'chinese' } });
    expect(outcomes(here.rows('from-xlsx.csv'))).toEqual(expected);
  });

  const messages = tinyRecords().map((one) => ({
    setlinfo: { setl_id: one.caseId, gend: one.sex, age: one.ageYears, psn_name: '某人', certno: 'none' },
    diseinfo: [
      { diag_type: '1', diag_code: one.principalDiagnosis, maindiag_flag: '1' },
      ...one.secondaryDiagnoses
        .split('|')
        .filter((code) => code !== '')
        .map((code) => ({ diag_type: '1', diag_code: code, maindiag_flag: '0' })),
    ],
    oprninfo: one.principalProcedure === '' ? [] : [{ oprn_oprt_code: one.principalProcedure, oprn_oprt_type: '1' }],
  }));

  test.each([
    ['an array', JSON.stringify(messages, null, 1)],
    ['one message a line', messages.map((message) => `${JSON.stringify(message)}\n`).join('')],
    ['the envelope', messages.map((message) => `${JSON.stringify({ infno: '4101', input: message })}\n`).join('')],
    ['one message', JSON.stringify(messages[0])],
  ])('settlement lists as %s', async (name, text) => {
    here.file(`${name}.json`, text);
    const { code, stdout, stderr } = await here.group(`${name}.json`, `${name}-4101.csv`, '--json', '--input-format', '4101');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ input: { format: '4101' } });
    const found = here.rows(`${name}-4101.csv`);
    expect(outcomes(found)).toEqual(expected.slice(0, found.length));
    expect(found.map(({ caseId }) => caseId)).toEqual(ids.slice(0, found.length));
    expect(found).toHaveLength(name === 'one message' ? 1 : 10);
    expect(here.text(`${name}-4101.csv`)).not.toMatch(/某人|certno/);
  });
});
