import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REASONS } from '../../../grouper/index.js';
import { CodedError } from '../../../reference-data/index.js';
import { CASE_FORMATS } from '../../../server/intake/index.js';
import { caseFile, readCases } from './case-files.js';

const CSV =
  'caseId,sex,年龄,ageDays,admissionDate,dischargeDate,lengthOfStayDays,principalDiagnosis,secondaryDiagnoses,totalCharges,icuHours\n';
const LIST =
  '{"setlinfo":{"setl_id":"1","gend":"1","age":"5"},"diseinfo":[{"diag_code":"A00.000"}],"iteminfo":[{"amt":"1"}],"icuinfo":[]}';

/** Every case has what its consumers rely on, whatever the input was. */
async function holds(content: string | Buffer, name: string, format?: (typeof CASE_FORMATS)[number]): Promise<void> {
  try {
    const { cases } = await readCases(caseFile(name, content), format === undefined ? {} : { format });
    for (const { rowNumber, discharge, reasons, columns, values } of cases) {
      expect(rowNumber).toBeGreaterThan(0);
      expect(typeof discharge.caseId).toBe('string');
      expect(values).toHaveLength(columns.length);
      for (const { code, detail } of reasons) expect([code in REASONS, typeof (detail ?? '')]).toEqual([true, 'string']);
      for (const number of [discharge.ageYears, discharge.ageDays, discharge.icuHours]) expect(number).not.toBeNaN();
    }
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
  }
}

const deep = (open: string, close: string) => `${open.repeat(80_000)}1${close.repeat(80_000)}`;

describe('openCaseSource gives cases or a coded error, whatever the input', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '1',
      '0',
      '-',
      '1/2/3',
      '//',
      '2025-01-01',
      '20250101',
      '45658.5',
      '5月',
      '岁',
      'Y',
      '1e5',
      '-1',
      '.',
      '99999999999999999999',
      'A00.000|A00.000',
    ),
  );

  test('cells of a table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 5 }), async (rows) => {
        await holds(CSV + rows.map((row) => row.join(',')).join('\n'), 'a.csv');
      }),
      { numRuns: 300 },
    );
  });

  test('JSON of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.constant(LIST)), { maxLength: 5 }),
        async (lines) => {
          for (const format of ['ndjson', '4101'] as const) await holds(lines.join('\n'), 'a.json', format);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('names of the canonical table with values of any kind', async () => {
    const names = fc.constantFrom(
      'caseId',
      'sex',
      'ageYears',
      'admissionDate',
      'secondaryDiagnoses',
      'totalCharges',
      '__proto__',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(names, fc.jsonValue()), { minLength: 1, maxLength: 4 }), async (records) => {
        await holds(records.map((record) => JSON.stringify({ principalDiagnosis: 'A', ...record })).join('\n'), 'a.ndjson');
      }),
      { numRuns: 200 },
    );
  });

  test('settlement lists with nodes and values of any kind', async () => {
    const value = fc.oneof(cell, fc.jsonValue({ maxDepth: 2 }));
    const node = fc.dictionary(
      fc.constantFrom(
        'diag_code',
        'diag_type',
        'maindiag_flag',
        'oprn_oprt_code',
        'amt',
        'med_chrgitm',
        'scs_cutd_sum_dura',
        'fund_pay_type',
      ),
      value,
    );
    const nodes = fc.oneof(node, fc.array(fc.oneof(node, value)), value);
    const list = fc.dictionary(
      fc.constantFrom('setl_id', 'gend', 'age', 'nwb_age', 'adm_time', 'diag_code_cnt', 'medfee_sumamt', 'psn_no'),
      value,
    );
    const message = fc.record({
      setlinfo: fc.oneof(list, value),
      diseinfo: nodes,
      oprninfo: nodes,
      iteminfo: nodes,
      icuinfo: nodes,
      payinfo: nodes,
    });
    await fc.assert(
      fc.asyncProperty(message, async (input) => {
        await holds(JSON.stringify({ infno: '4101', input }), 'a.json');
      }),
      { numRuns: 300 },
    );
  });

  test('values nested without end', async () => {
    for (const value of [deep('[', ']'), deep('{"a":', '}'), deep('{"input":', '}')]) {
      await holds(`{"caseId":"1","sex":${value},"x":${value}}`, 'a.ndjson');
      await holds(`{"setlinfo":{"setl_id":${value}},"input":${value},"diseinfo":[${value}]}`, 'a.json', '4101');
    }
  });

  test('bytes of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.constantFrom('', CSV, 'PK\u0003\u0004', '{"caseId":"', '\ufeff'),
        async (bytes, before) => {
          await holds(Buffer.concat([Buffer.from(before), bytes]), 'a.csv');
          await holds(Buffer.concat([Buffer.from(before), bytes]), 'a');
        },
      ),
      { numRuns: 300 },
    );
  });
});
