import ExcelJS from 'exceljs';
import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openCaseSource, INTAKE_ERRORS, IntakeError } from '../../../server/intake/index.js';
import { caseFile, casesOf, errorCodeOf, gbk, readCases, reasonsOf } from './case-files.js';

const HEADER = 'caseId,sex,ageYears,principalDiagnosis,note';

describe('openCaseSource: form, encoding and separator', () => {
  const chinese = '病案号,性别,年龄,主要诊断编码,备注\n001,男,63岁,I63.900,院内\n';
  test.each<[string, string, string | Buffer, string, string]>([
    ['UTF-8', 'a.csv', chinese, 'csv', 'utf-8'],
    ['UTF-8 with a mark', 'a.csv', `\ufeff${chinese}`, 'csv', 'utf-8'],
    ['GBK', 'a.csv', gbk(chinese), 'csv', 'gb18030'],
    ['UTF-16LE with tabs', 'a.txt', Buffer.from(`\ufeff${chinese.replaceAll(',', '\t')}`, 'utf16le'), 'csv', 'utf-16le'],
    ['tabs', 'a.tsv', chinese.replaceAll(',', '\t'), 'csv', 'utf-8'],
    ['semicolons', 'a.csv', chinese.replaceAll(',', ';'), 'csv', 'utf-8'],
    ['bars', 'a.csv', chinese.replaceAll(',', '|'), 'csv', 'utf-8'],
    ['no ending that says anything', 'a.dat', chinese, 'csv', 'utf-8'],
    ['lines that end by CR alone', 'a.csv', chinese.replaceAll('\n', '\r'), 'csv', 'utf-8'],
    ['a separator named in the first line', 'a.csv', `sep=;\n${chinese.replaceAll(',', ';')}`, 'csv', 'utf-8'],
    ['mixed line ends', 'a.csv', chinese.replace('\n', '\r\n'), 'csv', 'utf-8'],
    ['a title above the header', 'a.csv', `2025年出院病例,,,,\n\n制表：医务科,,,,\n${chinese}`, 'csv', 'utf-8'],
    ['quoted headers with blanks', 'a.csv', chinese.replace('病案号,性别', '" 病 案号\n","性别 "'), 'csv', 'utf-8'],
    ['NDJSON', 'a.ndjson', '{"病案号":"001","性别":"男","年龄":63,"主要诊断编码":"I63.900","备注":"院内"}\n', 'ndjson', 'utf-8'],
    [
      'NDJSON by its content',
      'a',
      '{"病案号":"001","性别":"男","年龄":63,"主要诊断编码":"I63.900","备注":"院内"}',
      'ndjson',
      'utf-8',
    ],
    [
      'NDJSON in GBK',
      'a.ndjson',
      gbk('{"病案号":"001","性别":"男","年龄":63,"主要诊断编码":"I63.900","备注":"院内"}'),
      'ndjson',
      'gb18030',
    ],
    [
      'an array of objects',
      'a.json',
      '[\n{"病案号":"001","性别":"男","年龄":63,"主要诊断编码":"I63.900","备注":"院内"}\n]',
      'ndjson',
      'utf-8',
    ],
  ])('%s', async (_why, name, content, format, encoding) => {
    const { description, columns, cases } = await readCases(caseFile(name, content));
    expect(description).toMatchObject({ format, encoding, dialect: 'chinese' });
    expect(columns).toEqual(['性别', '年龄', '主要诊断编码', '备注']);
    expect(cases).toHaveLength(1);
    expect(cases[0]).toMatchObject({
      discharge: { caseId: '001', sex: 1, ageYears: 63, principalDiagnosis: 'I63.900' },
      reasons: [],
    });
    expect(cases[0]!.values[3]).toBe('院内');
  });

  test.each<[string, string[] | ((note: string) => Buffer), string]>([
    ['a Chinese character late in a UTF-8 file', (note) => Buffer.from(note), 'utf-8'],
    ['a Chinese character late in a GBK file', gbk, 'gb18030'],
  ])('%s decides as well as an early one', async (_why, encode, encoding) => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `${i},1,60,I63.900,plain text\n`).join('');
    const path = caseFile(
      'late.csv',
      Buffer.concat([Buffer.from(`${HEADER}\n${rows}`), (encode as (n: string) => Buffer)('x,2,61,I10.x00,神经内科\n')]),
    );
    const { description, cases, progress } = await readCases(path);
    expect(description.encoding).toBe(encoding);
    expect(cases).toHaveLength(40_001);
    expect(cases.at(-1)!.values.at(-1)).toBe('神经内科');
    expect(cases.at(-1)!.rowNumber).toBe(40_002);
    expect(progress.bytesRead).toBe(progress.bytesTotal);
  });

  test('a character cut by the end of a piece is read whole', async () => {
    for (const shift of [0, 1, 2]) {
      const filler = 'x'.repeat(256 * 1024 - HEADER.length - 12 - shift);
      const [one, two] = await casesOf(`${HEADER}\n1,1,60,A,${filler}中文\n2,1,60,A,中文\n`);
      expect([one!.values.at(-1), two!.values.at(-1)]).toEqual([`${filler}中文`, '中文']);
    }
  });

  test('a named encoding is used, another name is refused', async () => {
    const path = caseFile('a.csv', gbk('caseId,principalDiagnosis,科室\n1,A,内科\n'));
    expect((await readCases(path, { encoding: 'GBK' })).columns).toContain('科室');
    expect(await errorCodeOf(() => readCases(path, { encoding: 'utf-8' }))).toBe('INTAKE_FILE_BINARY');
    expect(await errorCodeOf(() => readCases(path, { encoding: 'big5' }))).toBe('INTAKE_ENCODING_UNKNOWN');
  });

  test('a workbook, whatever its name says: the first sheet that has a header', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('说明').addRow(['本表由病案系统导出']);
    const sheet = book.addWorksheet('数据');
    sheet.addRow(['出院病例一览']);
    sheet.mergeCells('A1:E1');
    sheet.addRow(['病案号', '姓名', '性别', '年龄', '主要诊断编码', '入院时间', '出院时间', '总费用']);
    sheet.addRow(['001', '某', '女', 40, 'O82.000', new Date(Date.UTC(2025, 0, 1, 9, 30)), '2025/1/4', 1234.5]);
    sheet.addRow([2, '某', '2', 41, 'O82.000', 45658, 45661, '1,000']);
    const path = caseFile('a.csv', Buffer.from(await book.xlsx.writeBuffer()));
    const { description, columns, cases } = await readCases(path);
    expect(description).toEqual({ format: 'xlsx', encoding: 'utf-8', dialect: 'chinese', droppedColumns: ['姓名'] });
    expect(columns).toEqual(['性别', '年龄', '主要诊断编码', '入院时间', '出院时间', '总费用']);
    expect(cases.map(({ rowNumber, discharge, reasons }) => [rowNumber, discharge, reasons])).toEqual([
      [
        3,
        {
          caseId: '001',
          sex: 2,
          ageYears: 40,
          admissionDate: '2025-01-01',
          dischargeDate: '2025-01-04',
          lengthOfStayDays: 3,
          principalDiagnosis: 'O82.000',
          secondaryDiagnoses: [],
          otherProcedures: [],
          totalCharges: 123_450n,
        },
        [],
      ],
      [
        4,
        {
          caseId: '2',
          sex: 2,
          ageYears: 41,
          admissionDate: '2025-01-01',
          dischargeDate: '2025-01-04',
          lengthOfStayDays: 3,
          principalDiagnosis: 'O82.000',
          secondaryDiagnoses: [],
          otherProcedures: [],
          totalCharges: 100_000n,
        },
        [],
      ],
    ]);
  });

  test('nothing but a header is a file without cases', async () => {
    expect(await casesOf(HEADER)).toEqual([]);
  });
});

describe('openCaseSource: files that are refused as a whole', () => {
  test.each<[string, () => string, string]>([
    ['missing', () => caseFile('x', 'x').replace('-x', '-y'), 'INTAKE_FILE_UNREADABLE'],
    [
      'a folder',
      () => {
        const path = `${caseFile('x', 'x')}-folder`;
        mkdirSync(path);
        return path;
      },
      'INTAKE_FILE_UNREADABLE',
    ],
    ['empty', () => caseFile('a.csv', ''), 'INTAKE_FILE_EMPTY'],
    ['binary', () => caseFile('a.csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2])), 'INTAKE_FILE_BINARY'],
    [
      'neither UTF-8 nor GB18030',
      () => caseFile('a.csv', Buffer.concat([Buffer.from(`${HEADER}\n`), Buffer.from([0xff, 0xff, 0x20])])),
      'INTAKE_FILE_BINARY',
    ],
    ['no header that is known', () => caseFile('a.csv', 'foo,bar\n1,2\n'), 'INTAKE_NO_HEADER'],
    ['a header below the tenth row', () => caseFile('a.csv', `${'title\n'.repeat(10)}${HEADER}\n`), 'INTAKE_NO_HEADER'],
    ['objects with other names', () => caseFile('a.ndjson', '{"foo":1}\n'), 'INTAKE_NO_HEADER'],
    [
      'an old workbook',
      () => caseFile('a.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])),
      'REFERENCE_DATA_NOT_A_SPREADSHEET',
    ],
    [
      'a damaged workbook',
      () => caseFile('a.xlsx', Buffer.from('PK\u0003\u0004 and then nothing')),
      'REFERENCE_DATA_NOT_A_SPREADSHEET',
    ],
    ['two dialects', () => caseFile('a.csv', 'BAH,C03C,ABC01C\n'), 'REFERENCE_DATA_TWO_DIALECTS'],
    ['one field twice', () => caseFile('a.csv', 'caseId,sex,sex\n'), 'REFERENCE_DATA_COLUMN_REPEATED'],
    ['a line that never ends', () => caseFile('a.csv', 'x'.repeat(2_000_000)), 'INTAKE_NO_HEADER'],
  ])('%s', async (_why, path, code) => {
    expect(await errorCodeOf(() => openCaseSource({ path: path() }))).toBe(code);
  });

  test.each([
    ['a row of data, since the header is missing', '张三,110101198001010010,男,60,I63.900\n', false],
    ['the same with tabs', '张三\t男\t60\n', false],
    ['an age in quotes', '张三;"60"\n', false],
    ['a date alone', '张三|2026-05-01\n', false],
    ['numbers among words', '导出人：张三 13912345678\n', false],
    ['a header of other words', '编号,疾病2,P4910\n', true],
  ])('no header: %s', async (_why, row, isShown) => {
    const error = (await openCaseSource({ path: caseFile('a.csv', row) }).catch((one: unknown) => one)) as IntakeError;
    for (const language of ['zh', 'en'] as const) expect(error.text(language).includes(row.trim())).toBe(isShown);
    expect(JSON.stringify(error.details)).not.toMatch(/张三|1101/);
  });

  test.each(Object.keys(INTAKE_ERRORS) as (keyof typeof INTAKE_ERRORS)[])(
    '%s says what, where and what to do in both languages',
    (code) => {
      const error = new IntakeError(code, { path: 'p.csv', why: 'w', encoding: 'e', offset: 1, tried: 't', found: 'f' });
      for (const language of ['zh', 'en'] as const) expect(error.text(language)).not.toMatch(/\{\w+\}/);
    },
  );
});

describe('openCaseSource: records that cannot be read stop nothing', () => {
  test('rows of a table', async () => {
    const cases = await casesOf(
      `${HEADER}\n1,1,60,A00.000\n2,1,60,A00.000,n,,\n3,1,60,A00.000,n,surplus\n4,1,60,A00.000,"n\n5,1,60,A00.000,n\n`,
    );
    expect(cases.map(({ rowNumber, discharge }) => [rowNumber, discharge.caseId])).toEqual([
      [2, '1'],
      [3, '2'],
      [4, '3'],
      [5, ''],
      [6, '5'],
    ]);
    expect(cases.map(reasonsOf)).toEqual([
      [],
      [],
      ['record-unreadable:6 > 5 列 (columns)'],
      ['record-unreadable:引号没有结束 (a quote is not closed)'],
      [],
    ]);
    expect(cases[0]!.values).toEqual(['1', '60', 'A00.000', '']);
    expect(cases[3]!.values).toEqual(['', '', '', '']);
  });

  test('a column without a name passes through like any other', async () => {
    const { columns, cases } = await readCases(caseFile('a.csv', 'caseId,principalDiagnosis,,x,\n1,A,b,c,\n2,A,b,c,d\n'));
    expect(columns).toEqual(['principalDiagnosis', '', 'x', '']);
    expect(cases.map(({ values }) => values)).toEqual([
      ['A', 'b', 'c', ''],
      ['A', 'b', 'c', 'd'],
    ]);
  });

  test('a record beyond the limit, of any length', async () => {
    const cases = await casesOf(`${HEADER}\n1,1,60,A,${'n'.repeat(3_000_000)}\n2,1,60,A,n\n`);
    expect(cases.map(({ rowNumber, discharge }) => [rowNumber, discharge.caseId])).toEqual([
      [2, ''],
      [3, '2'],
    ]);
    expect(cases[0]!.reasons[0]!.code).toBe('record-unreadable');
    const lower = await casesOf(`${HEADER}\n1,1,60,A,${'n'.repeat(300)}\n`, 'a.csv', { recordLimit: 200 });
    expect(lower[0]!.reasons[0]!.code).toBe('record-unreadable');
  });

  test('lines of NDJSON', async () => {
    const cases = await casesOf(
      '{"caseId":"1","principalDiagnosis":"A"}\nnonsense\n\n[1]\n"text"\n{"caseId":"2",\n{"caseId":"3","x":1}\n',
      'a.ndjson',
    );
    expect(cases.map(({ rowNumber, discharge, reasons }) => [rowNumber, discharge.caseId, reasons[0]?.code])).toEqual([
      [1, '1', undefined],
      [2, '', 'record-unreadable'],
      [4, '', 'record-unreadable'],
      [5, '', 'record-unreadable'],
      [6, '', 'record-unreadable'],
      [7, '3', undefined],
    ]);
    const long = await casesOf(`{"caseId":"1","x":"${'y'.repeat(300)}"}\n{"caseId":"2"}\n`, 'a.ndjson', { recordLimit: 100 });
    expect(long.map(({ discharge, reasons }) => [discharge.caseId, reasons[0]?.code])).toEqual([
      ['', 'record-unreadable'],
      ['2', undefined],
    ]);
  });

  test('elements of an array', async () => {
    const cases = await casesOf('[{"caseId":"1"}, 7, {"caseId":"2","a":"}{\\""},\n{"caseId":,}, {"caseId":"3"', 'a.json');
    expect(cases.map(({ rowNumber, discharge, reasons }) => [rowNumber, discharge.caseId, reasons[0]?.code])).toEqual([
      [1, '1', undefined],
      [1, '', 'record-unreadable'],
      [1, '2', undefined],
      [2, '', 'record-unreadable'],
      [2, '', 'record-unreadable'],
    ]);
  });
});

describe('openCaseSource: columns that pass through', () => {
  test('all but the identifier and personal data; a value that looks personal is blanked', async () => {
    const header = 'caseId,患者姓名,psn_no,sex,联系电话,备注,hospitalName,principalDiagnosis';
    const id = withCheckDigit('99999919900307000');
    const { description, columns, cases } = await readCases(
      caseFile('a.csv', `${header}\n1,某,9,1,13800000000,${id},13900000001,A00.000\n2,某,9,1,x,12345678901,医院,A00.000\n`),
    );
    expect(description.droppedColumns).toEqual(['患者姓名', 'psn_no', '联系电话']);
    expect(columns).toEqual(['sex', '备注', 'hospitalName', 'principalDiagnosis']);
    expect(cases.map(({ values }) => values)).toEqual([
      ['1', '', '', 'A00.000'],
      ['1', '12345678901', '医院', 'A00.000'],
    ]);
    expect(reasonsOf(cases[0]!)).toEqual(['personal-value-removed:备注', 'personal-value-removed:hospitalName']);
    expect(JSON.stringify(cases, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toContain(
      '某',
    );
  });

  test('a value with the number of a person among its words is blanked as a whole; the number of an institution is none', async () => {
    const id = withCheckDigit('99999919900307000');
    const wrong = withCheckDigit('99999919900399000');
    const header = 'caseId,note,other,hospitalId,principalDiagnosis';
    const { cases } = await readCases(
      caseFile(
        'a.csv',
        `${header}\n1,家属13800000000（白天）,证号${id}。,H13010200001,A00.000\n2,ID:${id.toLowerCase()},${wrong};${id},13010200001H,A00.000\n3,${wrong} 1380000000,138000000001,,A00.000\n`,
      ),
    );
    expect(cases.map(({ values }) => values)).toEqual([
      ['', '', 'H13010200001', 'A00.000'],
      ['', '', '13010200001H', 'A00.000'],
      [`${wrong} 1380000000`, '138000000001', '', 'A00.000'],
    ]);
    expect(cases.map((one) => reasonsOf(one))).toEqual([
      ['personal-value-removed:note', 'personal-value-removed:other'],
      ['personal-value-removed:note', 'personal-value-removed:other'],
      [],
    ]);
    expect(cases.map(({ discharge }) => discharge.hospitalId)).toEqual(['H13010200001', '13010200001H', undefined]);
  });

  test('a number of a person in a column that means something else is no value of it, and no reason repeats it', async () => {
    const id = withCheckDigit('99999919900307000');
    const header = 'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,totalCharges,department';
    const row = `1,${id},60,${id},13800000000,${id},${id}`;
    const [one] = await casesOf(`${header}\n${row}\n`);
    expect(one!.discharge).toMatchObject({ caseId: '1', ageYears: 60, secondaryDiagnoses: [] });
    expect(reasonsOf(one!)).toEqual(
      ['sex', 'principalDiagnosis', 'secondaryDiagnoses', 'totalCharges', 'department'].map(
        (column) => `personal-value-removed:${column}`,
      ),
    );
    expect(one!.values.join()).toBe(',60,,,,');
    expect(one!.discharge.principalDiagnosis).toBeUndefined();
  });

  test('record number and admission count together are the identifier', async () => {
    const { columns, cases } = await readCases(caseFile('a.csv', '病案号,住院次数,主要诊断编码\n007,2,A00.000\n008,,A00.000\n'));
    expect(columns).toEqual(['主要诊断编码']);
    expect(cases.map(({ discharge }) => discharge.caseId)).toEqual(['007-2', '008']);
  });

  test('JSON values go on as they are, inner personal values excepted', async () => {
    const record =
      '{"caseId":12345678901234567890,"principalDiagnosis":"A","n":1.50,"list":[1,"13800000000"],"inner":{"psn_name":"某","k":null},"b":true}';
    const [one] = await casesOf(record, 'a.ndjson');
    expect(one!.discharge.caseId).toBe('12345678901234567890');
    expect(one!.columns).toEqual(['principalDiagnosis', 'n', 'list', 'inner', 'b']);
    expect(one!.values).toEqual(['A', 1.5, [1, ''], { k: null }, true]);
  });

  test('a person is known again by a key, only under a secret', async () => {
    const text = 'caseId,人员编号,证件号码,principalDiagnosis\n1,P1,Z1,A\n2,P1,Z2,A\n3,,Z3,A\n';
    const keys = (await casesOf(text, 'a.csv', { personKeySecret: 's' })).map(({ discharge }) => discharge.personKey);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBeUndefined(); // one kind of number for the file
    expect((await casesOf(text)).map(({ discharge }) => discharge.personKey)).toEqual([undefined, undefined, undefined]);
    expect((await casesOf(text, 'a.csv', { personKeySecret: 't' }))[0]!.discharge.personKey).not.toBe(keys[0]);
  });

  test('batches hold some hundreds of records', async () => {
    const source = await openCaseSource({ path: caseFile('a.csv', `${HEADER}\n${'1,1,60,I63.900,n\n'.repeat(20_000)}`) });
    for await (const batch of source.batches()) expect(batch.length).toBeLessThanOrEqual(500);
    await source.close();
  });
});

function withCheckDigit(digits: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  return digits + '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11]!;
}
