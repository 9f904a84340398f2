import { describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import { FACT_COLUMNS, STAY_KIND } from '../../../server/pricing/payment-columns.js';
import { caseFile, casesOf, readCases, reasonsOf } from './case-files.js';

/** Fields that are checked; `undefined` says that a value is absent. */
type Expected = Readonly<Partial<Record<keyof Discharge, unknown>>>;

const BODY = {
  setlinfo: {
    setl_id: 'S1',
    gend: '1',
    age: '63.5',
    hi_type: '310',
    adm_time: '2025-01-01 08:00:00',
    dscg_time: '2025-01-05 10:00:00',
    act_ipt_days: '4',
    dscg_way: '1',
    dscg_caty: 'A03.01',
    vent_used_dura: '1/13/24',
    diag_code_cnt: '2',
    psn_name: '某',
    certno: 'Z1',
    brdy: '1961-01-01',
    oper_dr_name: '某',
  },
  diseinfo: [
    { diag_type: '1', diag_code: 'I10.x00', maindiag_flag: '0' },
    { diag_type: '1', diag_code: 'i63.900', maindiag_flag: '1' },
  ],
  oprninfo: [
    { oprn_oprt_type: '2', oprn_oprt_code: '00.6600', oper_dr_name: '某' },
    { oprn_oprt_type: '1', oprn_oprt_code: '36.0600' },
  ],
};
const ENVELOPE = { infno: '4101', msgid: 'x', fixmedins_code: 'H00000000001', opter_name: '某' };

const fileOf = (value: unknown) => casesOf(JSON.stringify(value), 'a.json');
const bodyWith = (nodes: object, list: object = {}) => ({ ...BODY, ...nodes, setlinfo: { ...BODY.setlinfo, ...list } });

const dise = (...rows: [type: string, code: string, flag?: string][]) =>
  rows.map(([diag_type, diag_code, maindiag_flag = '']) => ({ diag_type, diag_code, maindiag_flag }));

describe('settlement lists: shapes of the file', () => {
  const one = JSON.stringify({ ...ENVELOPE, input: BODY });
  test.each<[string, string, number]>([
    ['one message', one, 1],
    ['one message over many lines', JSON.stringify({ ...ENVELOPE, input: BODY }, null, 2), 1],
    ['an array', `[${one},\n${one}]`, 2],
    ['one message a line', `${one}\n${one}\n`, 2],
    ['without envelope', JSON.stringify(BODY), 1],
    ['the body as text in the envelope', JSON.stringify({ ...ENVELOPE, input: JSON.stringify(BODY) }), 1],
    ['the reply of a query', JSON.stringify({ infcode: '0', output: BODY }), 1],
    ['a byte-order mark', `\ufeff${one}`, 1],
  ])('%s', async (_why, text, count) => {
    const { description, cases } = await readCases(caseFile('a.json', text));
    expect(description).toMatchObject({ format: '4101', dialect: 'interface' });
    expect(cases).toHaveLength(count);
    for (const { discharge, reasons } of cases) {
      expect(reasons).toEqual([]);
      expect(discharge).toMatchObject({
        caseId: 'S1',
        sex: 1,
        ageYears: 63,
        insuranceType: 'employee',
        admissionDate: '2025-01-01',
        lengthOfStayDays: 4,
        disposition: 1,
        department: '0301',
        ventilatorHours: 37.4,
        principalDiagnosis: 'I63.900',
        secondaryDiagnoses: ['I10.x00'],
        principalProcedure: '36.0600',
        otherProcedures: ['00.6600'],
      });
    }
  });

  test('canonical columns pass through, personal data never', async () => {
    const { columns, cases } = await readCases(caseFile('a.json', one));
    expect(columns).toContain('lengthOfStayDays');
    expect(columns).not.toContain('caseId');
    expect(cases[0]!.columns).toEqual(columns);
    expect(Object.fromEntries(columns.map((column, at) => [column, cases[0]!.values[at]]))).toMatchObject({
      hospitalId: 'H00000000001',
      principalDiagnosis: 'I63.900',
      secondaryDiagnoses: 'I10.x00',
      ageDays: '',
    });
    expect(JSON.stringify(cases, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(
      /某|Z1|1961/,
    );
  });

  test('a number of a person in a field that means something else is no value of it', async () => {
    const [listed] = await fileOf(
      bodyWith({ diseinfo: dise(['1', '13912345678', '1'], ['1', 'I10.x00']) }, { gend: '13912345678' }),
    );
    expect(listed!.discharge).toMatchObject({ principalDiagnosis: 'I10.x00' });
    expect(JSON.stringify([listed!.values, listed!.reasons])).not.toContain('13912345678');
  });

  test('what is no list is a record that cannot be read', async () => {
    const cases = await casesOf(`${one}\n{"input":{"foo":1}}\n{"input":\n${one}\n`, 'a.json');
    expect(cases.map(({ rowNumber, reasons }) => [rowNumber, reasons[0]?.code])).toEqual([
      [1, undefined],
      [2, 'record-unreadable'],
      [3, 'record-unreadable'],
      [4, undefined],
    ]);
  });
});

describe('settlement lists: values', () => {
  test.each<[string, object, Expected, string[]]>([
    [
      'a child node as one object',
      bodyWith({ diseinfo: BODY.diseinfo[1], oprninfo: BODY.oprninfo[1] }, { diag_code_cnt: '1' }),
      { principalDiagnosis: 'I63.900', secondaryDiagnoses: [], principalProcedure: '36.0600', otherProcedures: [] },
      [],
    ],
    [
      'no flag at all: the first western row',
      bodyWith({ diseinfo: dise(['2', 'BNG010'], ['1', 'A00.000'], ['1', 'B00.000']) }, { diag_code_cnt: '3' }),
      { principalDiagnosis: 'A00.000', secondaryDiagnoses: ['B00.000'] },
      [],
    ],
    [
      'type 2 is western where the code is ICD-10',
      bodyWith({ diseinfo: dise(['2', 'B00.000'], ['1', 'A00.000'], ['3', 'BNG010']) }, { diag_code_cnt: '3' }),
      { principalDiagnosis: 'A00.000', secondaryDiagnoses: ['B00.000'] },
      [],
    ],
    [
      'flags M and O',
      bodyWith({ diseinfo: dise(['1', 'A00.000', 'O'], ['1', 'B00.000', 'M']) }),
      { principalDiagnosis: 'B00.000' },
      [],
    ],
    [
      'flags 1 and 2',
      bodyWith({ diseinfo: dise(['1', 'A00.000', '2'], ['1', 'B00.000', '1']) }),
      { principalDiagnosis: 'B00.000' },
      [],
    ],
    [
      'two principals',
      bodyWith({ diseinfo: dise(['1', 'A00.000', '1'], ['1', 'B00.000', '1']) }),
      { principalDiagnosis: 'A00.000', secondaryDiagnoses: ['B00.000'] },
      ['two-principal-diagnoses'],
    ],
    ['a count that differs', bodyWith({}, { diag_code_cnt: '5' }), {}, ['code-count-differs:diag_code_cnt=5, 2']],
    [
      'main_oprn_flag is the same flag',
      bodyWith({
        oprninfo: [
          { oprn_oprt_code: '00.6600', main_oprn_flag: '0' },
          { oprn_oprt_code: '36.0600', main_oprn_flag: '1' },
        ],
      }),
      { principalProcedure: '36.0600' },
      [],
    ],
    [
      'age below a year in days alone',
      bodyWith({}, { age: '', nwb_age: '12', nwb_bir_wt: '3210.00', nwb_adm_wt: '3300.00', brdy: '' }),
      { ageYears: 0, ageDays: 12, birthWeightGrams: 3210, admissionWeightGrams: 3300 },
      [],
    ],
    [
      '4101A spelling, sex and age from the extra fields',
      bodyWith(
        {},
        {
          gend: undefined,
          sex: '2',
          age: undefined,
          ageYears: '0',
          age_days: '3',
          nwbbirwt: '3000',
          nwbadmwt: '2900',
          act_ipt_days: undefined,
        },
      ),
      { sex: 2, ageYears: 0, ageDays: 3, birthWeightGrams: 3000, admissionWeightGrams: 2900, lengthOfStayDays: 4 },
      [],
    ],
    [
      '4103 names',
      bodyWith(
        { iteminfo: [{ med_chrgitm_type: '09', item_sumamt: '10' }] },
        { vent_used_dura: undefined, vent_used_days: '1', vent_used_h_cnt: '13', vent_used_m_cnt: '24' },
      ),
      { ventilatorHours: 37.4, totalCharges: 1000n, drugCharges: 1000n },
      [],
    ],
    [
      'intensive care: stated totals, else the times, and * for none',
      bodyWith({
        icuinfo: [
          { scs_cutd_ward_type: '1', scs_cutd_sum_dura: '1/1/30' },
          { scs_cutd_inpool_time: '2025-01-01 09:00:00', scs_cutd_exit_time: '2025-01-02 10:30:00' },
          { scs_cutd_ward_type: '*', scs_cutd_sum_dura: '0/0/0' },
        ],
      }),
      { icuHours: 51 },
      [],
    ],
    [
      'charges by class',
      bodyWith({
        iteminfo: [
          { med_chrgitm: '09', amt: '100.10', claa_sumfee: '50', clab_amt: '50', fulamt_ownpay_amt: '0.10', oth_amt: '0' },
          { med_chrgitm: '10', amt: '0.2' },
          { med_chrgitm: '11', amt: 0.1 },
          { med_chrgitm: '08', amt: '200.20', fulamt_ownpay_amt: '1' },
          { med_chrgitm: '01', amt: '5' },
        ],
      }),
      { totalCharges: 30_560n, drugCharges: 10_040n, consumableCharges: 20_020n, selfPaid: 110n },
      ['charges-do-not-add-up:08: amt=200.20, 1.00'],
    ],
    [
      'a joined reply, its total against the classes',
      bodyWith(
        { iteminfo: [{ med_chrgitm: '01', amt: '5' }] },
        { medfee_sumamt: '6', inscp_scp_amt: '6', overlmt_selfpay: '0', preselfpay_amt: '0', fulamt_ownpay_amt: '0' },
      ),
      { totalCharges: 600n, inScope: 600n },
      ['charges-do-not-add-up:medfee_sumamt=6.00, amt=5.00'],
    ],
    [
      'the fund tells the insurance',
      bodyWith({ payinfo: [{ fund_pay_type: '310200' }, { fund_pay_type: '390100' }] }, { hi_type: '' }),
      { insuranceType: 'resident' },
      [],
    ],
    [
      'an amount that is none',
      bodyWith({ iteminfo: [{ med_chrgitm: '01', amt: 'much' }] }),
      { totalCharges: undefined },
      ['field-unreadable:amt=much'],
    ],
  ])('%s', async (_why, body, expected, reasons) => {
    const [one] = await fileOf({ ...ENVELOPE, input: body });
    for (const [field, value] of Object.entries(expected))
      expect([field, one!.discharge[field as keyof Discharge]]).toEqual([field, value]);
    expect(reasonsOf(one!)).toEqual(reasons);
  });
});

describe('settlement lists: what payment asks for', () => {
  const stated = (list: object) => readCases(caseFile('a.json', JSON.stringify(bodyWith({}, list))));
  const codesOf = async (list: object) => {
    const { columns, values } = (await stated(list)).cases[0]!;
    return Object.fromEntries(columns.map((name, at) => [name, values[at]]));
  };

  test('its codes go on under the names of the platform, which pricing reads', async () => {
    const codes = { hi_setl_lv: '三级', insuplc: '420500', sp_psn_type: '33', ipt_med_type: '2', med_type: 21 };
    expect(await codesOf(codes)).toMatchObject({ ...codes, med_type: '21', geso_val: '' });
    const known = Object.values(FACT_COLUMNS).flatMap(({ headers }): readonly string[] => headers);
    const platform = Object.keys(await codesOf({})).filter((name) => name.includes('_') || name === 'insuplc');
    expect(platform.filter((name) => ![...known, ...STAY_KIND.headers].includes(name))).toEqual([]);
  });

  test('a number of a person in the place of a code stays behind', async () => {
    expect(await codesOf({ sp_psn_type: '999999196001011234' })).toMatchObject({ sp_psn_type: '' });
  });
});
