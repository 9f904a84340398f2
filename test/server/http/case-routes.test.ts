// Everything that is asked of one case at a time says what the command line says of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Discharge } from '../../../grouper/index.js';
import { CasePricer, METHODS, printYuan, type CaseFacts } from '../../../pricing/index.js';
import { openShared } from '../../../server/schemes/open-shared.js';
import { loadForGrouping } from '../../../server/schemes/shared-scheme.js';
import { GroupFinder, schemeWords } from '../../../server/pricing/found-group.js';
import { findWeights, openWeights } from '../../../server/pricing/weights-store.js';
import { dianzhi, temporaryFolder } from '../../command-line.js';
import { CITIES, shippedPolicy, SPLIT, statedCase } from '../../pricing/demonstration/shipped-policies.js';
import { readLabelled, shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../shared-material.js';
import type { OpenApiDocument } from '../../../server/http/openapi/document.js';
import { StartedService } from './started-service.js';

const SCHEME = { 'demo-dip': 'demo-dip', 'demo-drg': 'chs-drg-starter' } as const;
const CASE = {
  caseId: 'planted-case-77',
  hospitalId: 'H00000000003',
  hospitalLevel: 3,
  insuranceType: 'employee',
  sex: 1,
  ageYears: 67,
  admissionDate: '2026-03-01',
  dischargeDate: '2026-03-09',
  lengthOfStayDays: 8,
  principalDiagnosis: 'I63.900',
  secondaryDiagnoses: ['J96.000', 'E11.900'],
  totalCharges: '15000.00',
  selfPaid: '600.00',
  overLimit: '100.00',
  firstSelfPaid: '300.00',
  inScope: '14000.00',
};
const PAID = { ...CASE, placeOfCare: 'local', insuredRegion: '420500' };
/** What a message says of a person; none of it may come back. */
const PLANTED = ['欧阳未名', '999999196001011234', '19900000000', '未名路8号', '欧阳医师'];
const SETTLEMENT_LIST = {
  setlinfo: {
    setl_id: 'S-77',
    fixmedins_code: 'H00000000003',
    hi_setl_lv: '三级',
    psn_name: PLANTED[0],
    certno: PLANTED[1],
    coner_tel: PLANTED[2],
    curr_addr: PLANTED[3],
    gend: '1',
    age: '67',
    hi_type: '310',
    adm_time: '2026-03-01 10:00:00',
    dscg_time: '2026-03-09 10:00:00',
    act_ipt_days: '8',
    dscg_way: '1',
    oper_dr_name: PLANTED[4],
  },
  diseinfo: [
    { diag_type: '1', diag_code: 'I63.900', maindiag_flag: '1' },
    { diag_type: '1', diag_code: 'J96.000', maindiag_flag: '0' },
  ],
  iteminfo: [{ med_chrgitm: '01', amt: '15000.00', fulamt_ownpay_amt: '600.00', claa_sumfee: '14400.00' }],
};

let started: StartedService;
beforeAll(async () => {
  started = await StartedService.start();
});
afterAll(() => started.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) => started.post(path, body, { headers });

/** What the command line prints as JSON. */
async function printed(...words: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await dianzhi([...words, '--json', '--lang', 'en'], { env: { DIANZHI_DATA: started.data } });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

describe('POST /v1/price', () => {
  test.each(CITIES)('explains a case of %s as dianzhi explain does: every step, rule, parameter and document', async (policy) => {
    const schemeId = SCHEME[policy];
    const { status, json } = await post('/v1/price', { policy, schemeId, discharge: PAID, firstStay: true, explain: true });
    expect(status).toBe(200);
    const words = [
      '--policy',
      policy,
      '--scheme',
      schemeId,
      '--case',
      JSON.stringify(PAID),
      '--first-stay',
      '--purpose',
      'settlement',
    ];
    const { grouping, payment } = (await printed('explain', ...words)) as Record<string, unknown>;
    expect(json).toMatchObject({ caseId: CASE.caseId, policy, schemeId, evidence: grouping, payment });
    expect(payment).toMatchObject({ pricing: 'priced', bill: {} });

    const brief = await post('/v1/price', { policy, schemeId, discharge: PAID, firstStay: true });
    const { fundPayment, route } = brief.json!['payment'] as Record<string, object>;
    const whole = payment as Record<'fundPayment' | 'route' | 'paymentStandard', Record<string, unknown>>;
    expect(fundPayment).toEqual({ amount: whole.fundPayment['amount'] });
    expect(Object.keys(route!)).toEqual(['id', 'to', 'budget']);
    expect(brief.json).toMatchObject({ payment: { paymentStandard: whole.paymentStandard } });
    expect(brief.json!['evidence']).toBeUndefined();
  });

  test.each(CITIES)('prices each method of %s from the fields of a request exactly as from its facts', async (policy) => {
    const schemeId = SCHEME[policy];
    const scheme = await loadForGrouping(schemeId, { data: started.data });
    const [read, { grouper }] = [await shippedPolicy(policy), openShared(scheme)];
    const finder = new GroupFinder(schemeWords(scheme.manifest));
    const weights = openWeights(await findWeights(started.data, schemeId, read));
    const pricer = new CasePricer(read, 'settlement');
    for (const method of METHODS.map(({ section }) => section.id)) {
      const facts = { ...statedCase(method, 'resident'), sex: 1 } as CaseFacts & Discharge;
      const found = finder.ofResult(grouper.group(facts));
      const query = { fund: 'resident', on: facts.dischargeDate!, hospital: facts.hospitalId };
      const linkedGroup = (name: string) => weights.linkedValuesOf(name, query);
      const group = found && weights.valuesOf(found, query);
      const { result, fundPayment } = pricer.price({ facts, group, linkedGroup, split: SPLIT });
      const { json } = await post('/v1/price', { policy, schemeId, discharge: wireOf(facts) });
      expect(json!['payment'], method).toMatchObject({
        pricing: 'priced',
        method: result!.method,
        outcome: result!.outcome,
        amount: printYuan(result!.amount),
        fundPayment: { amount: printYuan(fundPayment!.fund) },
      });
    }
  });

  test('what is lacking is said of the case, as of a row of a file', async () => {
    const { totalCharges: _, ...lacking } = CASE;
    const { status, json } = await post('/v1/price', { policy: 'demo-dip', schemeId: 'demo-dip', discharge: lacking });
    expect(status).toBe(200);
    expect(json!['payment']).toMatchObject({
      pricing: 'refused',
      error: { code: 'PRICING_FACT_MISSING', details: { field: 'totalCharges' } },
    });
  });
});

/** The facts of a case as a request states them. */
function wireOf({ earlierStays, ...facts }: CaseFacts): object {
  const stated = Object.entries({ ...facts, ...SPLIT, policyRatio: '80%' }).filter(([, value]) => value !== undefined);
  const wire = stated.map(([name, value]) => [name, typeof value === 'bigint' ? printYuan(value as never) : value]);
  const stays = earlierStays?.map(({ gapDays, days }) => `${gapDays}:${days}`);
  return { ...Object.fromEntries(wire), ...(stays === undefined ? {} : { earlierStays: stays }) };
}

test('POST /v1/bill splits a bill as dianzhi bill does, its lines too', async () => {
  const { selfPaid: _, overLimit: __, firstSelfPaid: ___, inScope: ____, ...head } = PAID;
  const lines = [
    { price: '100.00', count: 100, firstPayShare: 0.1 },
    { price: 50, count: 100, ceiling: 40, firstPayShare: '0' },
  ];
  for (const discharge of [PAID, { ...head, earlierStaysThisYear: 0, lines }]) {
    const { status, json } = await post('/v1/bill', { policy: 'demo-dip', discharge, firstStay: true });
    expect(status).toBe(200);
    expect(json).toEqual(await printed('bill', '--policy', 'demo-dip', '--case', JSON.stringify(discharge), '--first-stay'));
  }
});

describe('POST /v1/what-if', () => {
  test.each(CITIES)('tries the changes that are asked for and says what each would be paid, under %s', async (policy) => {
    const schemeId = SCHEME[policy];
    const changes = [
      { kind: 'add-diagnosis', code: 'I10.x00' },
      { kind: 'principal-diagnosis', code: 'J96.000' },
    ];
    const body = { schemeId, policy, discharge: CASE, changes, swap: true, firstStay: true };
    const { status, json } = await post('/v1/what-if', body);
    expect(status).toBe(200);
    const asked = ['--add-diagnosis', 'I10.x00', '--principal', 'J96.000', '--swap'];
    const words = ['--scheme', schemeId, '--policy', policy, '--case', JSON.stringify(CASE), '--first-stay', ...asked];
    expect(json).toEqual(await printed('what-if', ...words));
    expect((json!['outcomes'] as object[]).map((one) => 'price' in one)).toEqual([true, true, true]);
  });

  test('tries every code where nothing is asked for', async () => {
    const { json } = await post('/v1/what-if', { schemeId: 'chs-drg-starter', discharge: CASE });
    expect(json).toEqual(await printed('what-if', '--scheme', 'chs-drg-starter', '--case', JSON.stringify(CASE)));
  });
});

describe('a settlement list', () => {
  const envelopes: Readonly<Record<string, object>> = {
    bare: SETTLEMENT_LIST,
    'in the envelope of 4101': { infno: '4101', msgid: 'x', opter_name: PLANTED[4], input: SETTLEMENT_LIST },
    'as 4101A': { infno: '4101A', input: { data: SETTLEMENT_LIST } },
    'as 4103 answers it': { infcode: '0', output: SETTLEMENT_LIST },
    'with its body as text': { infno: '4101', input: JSON.stringify(SETTLEMENT_LIST) },
  };

  test('is grouped, priced and varied as from a file in whatever envelope, and nothing of the person comes back', async () => {
    const words = ['--policy', 'demo-dip', '--scheme', 'demo-dip', '--case', JSON.stringify(SETTLEMENT_LIST)];
    const { grouping, payment } = (await printed('explain', ...words, '--purpose', 'settlement')) as Record<string, object>;
    expect(payment).toMatchObject({ pricing: 'priced' });
    for (const [why, settlementList] of Object.entries(envelopes)) {
      const scheme = { schemeId: 'demo-dip', settlementList };
      const grouped = await post('/v1/group', { ...scheme, explain: true });
      const priced = await post('/v1/price', { ...scheme, policy: 'demo-dip', explain: true });
      const varied = await post('/v1/what-if', scheme);
      expect([grouped.status, priced.status, varied.status], why).toEqual([200, 200, 200]);
      for (const { text } of [grouped, priced, varied]) for (const planted of PLANTED) expect(text, why).not.toContain(planted);
      expect(grouped.json, why).toMatchObject({ caseId: 'S-77', status: 'grouped', evidence: grouping });
      expect(priced.json, why).toMatchObject({ payment });
    }
  });

  test('is paid by the level that it states, and by none where that is no level', async () => {
    const priced = async (hi_setl_lv: string) => {
      // No row of the policy names this hospital, and the group is none of primary care.
      const setlinfo = { ...SETTLEMENT_LIST.setlinfo, fixmedins_code: 'H00000000099', hi_setl_lv };
      const diseinfo = [{ diag_type: '1', diag_code: 'I21.900', maindiag_flag: '1' }];
      const settlementList = { ...SETTLEMENT_LIST, setlinfo, diseinfo };
      return (await post('/v1/price', { policy: 'demo-dip', schemeId: 'demo-dip', settlementList })).json!['payment'];
    };
    // The same points by the coefficients of the levels: 24501.19 / 1.05 = 19834.30 / 0.85, to the fen.
    expect([await priced('三级'), await priced('一级'), await priced('大')]).toMatchObject([
      { pricing: 'priced', paymentStandard: '24501.19' },
      { pricing: 'priced', paymentStandard: '19834.30' },
      { pricing: 'refused', error: { code: 'PRICING_FACT_UNREADABLE' } },
    ]);
  });

  test('a number that stands in the wrong place is not said again either', async () => {
    const setlinfo = { ...SETTLEMENT_LIST.setlinfo, age: PLANTED[1], gend: PLANTED[2] };
    const { json, text } = await post('/v1/group', { schemeId: 'demo-dip', settlementList: { ...SETTLEMENT_LIST, setlinfo } });
    expect(json).toMatchObject({ status: 'invalid' });
    for (const planted of PLANTED) expect(text).not.toContain(planted);
  });
});

describe('many discharges in one request', () => {
  test('are grouped in their order, each as by itself', async () => {
    const discharges = Array.from({ length: 2000 }, (_, at) => ({ ...CASE, caseId: `C${at}`, ageYears: at % 100 }));
    const { status, json } = await post('/v1/group', { schemeId: 'chs-drg-starter', discharges });
    expect(status).toBe(200);
    const results = json!['results'] as object[];
    expect(results.map((one) => (one as { caseId: string }).caseId)).toEqual(discharges.map(({ caseId }) => caseId));
    const alone = await post('/v1/group', { schemeId: 'chs-drg-starter', discharge: discharges[1234] });
    expect({ schemeId: 'chs-drg-starter', ...results[1234] }).toEqual(alone.json);
  });

  test('are refused whole where one is wrong, by its place, and where there are too many', async () => {
    const wrong = await post('/v1/group', { schemeId: 'demo-dip', discharges: [CASE, CASE, { ...CASE, psn_name: 'x' }] });
    expect(wrong.json).toMatchObject({
      status: 400,
      code: 'HTTP_BODY_INVALID',
      detail: expect.stringMatching(/discharges\.2.*psn_name/),
    });
    const many = await post('/v1/group', { schemeId: 'demo-dip', discharges: Array.from({ length: 2001 }, () => CASE) });
    expect(many.json).toMatchObject({ status: 400, code: 'HTTP_BODY_INVALID' });
    const long = await post('/v1/group', { schemeId: 'demo-dip', discharges: ['x'.repeat(4 * 1024 * 1024)] });
    expect(long.json).toMatchObject({ status: 413, code: 'HTTP_BODY_TOO_LARGE' });
  });
});

describe.skipIf(!sharedIsThere)(`labelled cases of CHS-DRG 1.1${WHEN_SHARED_IS_THERE}`, () => {
  test('fall into their groups, 2,000 in one request', async () => {
    const words = [
      'import',
      'drg-workbook',
      shared('reference', 'chs-drg-1.1.xlsx'),
      '--id',
      'labelled',
      '--newborn-weight',
      'birth',
    ];
    const imported = await dianzhi([...words, '--data', started.data], { cwd: temporaryFolder() });
    expect(imported.code, imported.stderr).toBe(0);
    const rows = readLabelled(shared('cases', 'chs-drg-1.1-cases.csv')).slice(0, 2000);
    const { json } = await post('/v1/group', { schemeId: 'labelled', discharges: rows.map(wireOfRow) });
    const found = (json!['results'] as Record<string, string>[]).map(
      ({ caseId, status, mdc = '', adrg = '', drg = '' }) => `${caseId} ${status} ${mdc}/${adrg}/${drg}`,
    );
    expect(found).toEqual(
      rows.map(
        (row) => `${row['caseId']} ${row['expectedStatus']} ${row['expectedMdc']}/${row['expectedAdrg']}/${row['expectedDrg']}`,
      ),
    );
  });
});

const NUMBERS = ['sex', 'ageYears', 'ageDays', 'birthWeightGrams', 'lengthOfStayDays', 'disposition'];

/** A labelled row as a request states it. */
function wireOfRow(row: Readonly<Record<string, string>>): object {
  const stated = Object.entries(row).filter(([name, text]) => text !== '' && !name.startsWith('expected'));
  const wire = stated.map(([name, text]) => [
    name,
    NUMBERS.includes(name) ? Number(text) : name.endsWith('ses') || name === 'otherProcedures' ? text.split('|') : text,
  ]);
  return Object.fromEntries(wire) as object;
}

describe('what is refused', () => {
  const one = { schemeId: 'demo-dip', discharge: CASE };
  const priced = { ...one, policy: 'demo-dip' };
  const billed = { policy: 'demo-dip', discharge: PAID };
  test.each<[string, string, unknown, number, string, string]>([
    ['no case at all', '/v1/group', { schemeId: 'demo-dip' }, 400, 'HTTP_BODY_INVALID', 'discharge'],
    ['two cases', '/v1/group', { ...one, settlementList: SETTLEMENT_LIST }, 400, 'HTTP_BODY_INVALID', 'settlementList'],
    [
      'evidence of many',
      '/v1/group',
      { schemeId: 'demo-dip', discharges: [CASE], explain: true },
      400,
      'HTTP_BODY_INVALID',
      'explain',
    ],
    ['no settlement list', '/v1/price', { policy: 'demo-dip', settlementList: [] }, 400, 'HTTP_BODY_INVALID', 'settlementList'],
    [
      'digits that JSON has lost',
      '/v1/group',
      '{"schemeId":"demo-dip","settlementList":{"setlinfo":{"setl_id":12345678901234567890}}}',
      400,
      'HTTP_BODY_INVALID',
      'settlementList',
    ],
    ['a policy that is not there', '/v1/price', { ...priced, policy: 'none-such' }, 422, 'DOCUMENTS_UNKNOWN', 'none-such'],
    [
      'a path in place of a policy',
      '/v1/bill',
      { ...billed, policy: '../demo-dip/payment-policy.yaml' },
      422,
      'DOCUMENTS_UNKNOWN',
      'payment-policy',
    ],
    ['a scheme that is not there', '/v1/price', { ...priced, schemeId: 'none-such' }, 422, 'DOCUMENTS_UNKNOWN', 'none-such'],
    ['a day that is none', '/v1/price', { ...priced, on: '2026-02-30' }, 400, 'HTTP_BODY_INVALID', 'on'],
    ['another purpose', '/v1/price', { ...priced, purpose: 'fun' }, 400, 'HTTP_BODY_INVALID', 'purpose'],
    [
      'a prototype',
      '/v1/price',
      `{"policy":"demo-dip","discharge":{"caseId":"1","__proto__":{"sex":1}}}`,
      400,
      'HTTP_BODY_INVALID',
      '__proto__',
    ],
    [
      'a level in words',
      '/v1/price',
      { ...priced, discharge: { ...CASE, hospitalLevel: '三级' } },
      400,
      'HTTP_BODY_INVALID',
      'hospitalLevel',
    ],
    [
      'a share above the whole',
      '/v1/price',
      { ...priced, discharge: { ...CASE, policyRatio: 1.2 } },
      400,
      'HTTP_BODY_INVALID',
      'policyRatio',
    ],
    [
      'an amount of three decimals',
      '/v1/bill',
      { ...billed, discharge: { ...PAID, accountOffered: '1.001' } },
      400,
      'HTTP_BODY_INVALID',
      'accountOffered',
    ],
    [
      'an item with a word of its own',
      '/v1/bill',
      { ...billed, discharge: { ...PAID, lines: [{ price: 1, count: 1, doctor: 'x' }] } },
      400,
      'HTTP_BODY_INVALID',
      'doctor',
    ],
    ['a bill without its year', '/v1/bill', billed, 422, 'PRICING_EARLIER_STAYS_UNKNOWN', CASE.caseId],
    [
      'a bill that does not add up',
      '/v1/bill',
      { ...billed, firstStay: true, discharge: { ...PAID, selfPaid: 1 } },
      422,
      'PRICING_BILL_DOES_NOT_ADD_UP',
      CASE.caseId,
    ],
    [
      'a bill of a day before the policy',
      '/v1/bill',
      { ...billed, firstStay: true, discharge: { ...PAID, dischargeDate: '2001-01-01' } },
      422,
      'PRICING_POLICY_NOT_IN_FORCE',
      '2001-01-01',
    ],
    [
      'a change of no kind',
      '/v1/what-if',
      { ...one, changes: [{ kind: 'swap', code: 'I10' }] },
      400,
      'HTTP_BODY_INVALID',
      'changes.0.kind',
    ],
    [
      'a change without a code',
      '/v1/what-if',
      { ...one, changes: [{ kind: 'add-diagnosis', code: ' ' }] },
      400,
      'HTTP_BODY_INVALID',
      'changes.0.code',
    ],
  ])('%s', async (_, path, body, status, code, named) => {
    const { paths } = (await started.ask('/v1/openapi.json')).json as unknown as OpenApiDocument;
    expect(paths[path]!['post']!.responses[status]!['x-codes']).toContain(code);
    const texts = new Set<string>();
    for (const language of ['zh', 'en']) {
      const { json } = await post(path, body, { 'accept-language': language });
      expect(json).toMatchObject({ status, code, detail: expect.stringContaining(named), remedy: expect.stringMatching(/./) });
      texts.add(String(json!['remedy']));
    }
    expect(texts.size).toBe(2);
  });
});
