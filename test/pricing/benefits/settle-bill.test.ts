import { describe, expect, test } from 'vitest';
import { FIRST_STAY } from '../../../pricing/benefits/year-to-date.js';
import { splitOfBill } from '../../../pricing/benefits/settled-bill.js';
import { parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { BILL, inScopeOnly, paid, paidBy, RESIDENTS, settle, yearWith } from './example-bill.js';

describe('settleBill', () => {
  test('every layer pays of what the layers before it left in scope, and the patient has the rest', () => {
    const bill = settle({ personClass: 'subsistence' });
    expect(paid(bill)).toEqual([
      // (90,000 − 1,000) × 0.60
      'basic-pool 53400.00',
      // (36,600 − 10,000): 20,000 × 0.50 + 6,600 × 0.70
      'major-illness 14620.00',
      // 21,980 × 0.80 = 17,584, capped
      'medical-assistance 5000.00',
      'other-payers 0.00',
      'personal-account 0.00',
      // 16,980 + 10,000
      'cash 26980.00',
    ]);
    expect(sumFen(bill.breakdown.lines.map(({ amount }) => amount))).toBe(parseYuan('100000.00'));
    // 73,020 of 90,000 and of 100,000
    expect([bill.inScopeRatio, bill.realRatio].map((ratio) => printExactly(ratio!))).toEqual(['1217/1500', '0.7302']);
  });

  test('reports the fields of the national interface', () => {
    const { pool_prop_selfpay: ratio, ...fields } = settle({
      personClass: 'subsistence',
      otherPayments: parseYuan('980.00'),
    }).fields;
    expect(printExactly(ratio)).toBe('0.6');
    expect(Object.fromEntries(Object.entries(fields).map(([name, amount]) => [name, printYuan(amount)]))).toEqual({
      medfee_sumamt: '100000.00',
      fulamt_ownpay_amt: '5000.00',
      overlmt_selfpay: '3000.00',
      preselfpay_amt: '2000.00',
      inscp_scp_amt: '90000.00',
      act_pay_dedc: '1000.00',
      hifp_pay: '53400.00',
      cvlserv_pay: '0.00',
      hifes_pay: '0.00',
      hifmi_pay: '14620.00',
      hifob_pay: '0.00',
      maf_pay: '5000.00',
      oth_pay: '980.00',
      fund_pay_sumamt: '74000.00',
      acct_pay: '0.00',
      psn_cash_pay: '26000.00',
      psn_part_amt: '26000.00',
      hosp_part_amt: '0.00',
    });
  });

  test('two stays of a year pay what one stay of both would, but for the second deductible', () => {
    const first = settle(inScopeOnly('20000.00'));
    const second = settle(inScopeOnly('30000.00', { yearToDate: first.yearToDate }));
    // burdens 20,000 − 11,400 = 8,600 and 30,000 − 17,400 = 12,600: 21,200 − 10,000 = 11,200 × 0.50
    expect([paidBy(first, 'major-illness'), paidBy(second, 'major-illness')]).toEqual(['0.00', '5600.00']);
    expect(second.yearToDate.earlierStays).toBe(2);
    expect(second.yearToDate.layers['major-illness']).toEqual({
      counted: parseYuan('21200.00'),
      paid: parseYuan('5600.00'),
    });
  });

  test.each([
    // 60,000 − 1,000 = 59,000 × 0.60 = 35,400
    ['a yuan more left than the pool computes', '64599.00', '35400.00', '0.00'],
    ['just enough left', '64600.00', '35400.00', '0.00'],
    ['a fen too little left', '64600.01', '35399.99', '0.01'],
    ['nothing left', '100000.00', '0.00', '35400.00'],
    ['more paid than the cap, which a lower cap of a new year may bring', '100000.01', '0.00', '35400.00'],
  ])('the yearly cap of the pool: %s', (_why, paidBefore, pool, cut) => {
    const bill = settle(inScopeOnly('60000.00', { yearToDate: yearWith({ 'basic-pool': ['0.00', paidBefore] }) }));
    expect([paidBy(bill, 'basic-pool'), printYuan(bill.layers[0]!.left['over-cap'])]).toEqual([pool, cut]);
  });

  test.each([
    // 24,600 of burden without what the cap cut off: 14,600 × 0.50
    ['stays outside major illness', ['in-scope'], '7300.00'],
    // 60,000 − 10,000: 20,000 × 0.50 + 30,000 × 0.70
    ['enters it', ['in-scope', 'over-cap'], '31000.00'],
  ])('what the cap cut off %s, as the region says', (_why, counts, expected) => {
    const major = { ...RESIDENTS.supplements!['major-illness'], counts };
    const facts = inScopeOnly('60000.00', { yearToDate: yearWith({ 'basic-pool': ['0.00', '100000.00'] }) });
    expect(paidBy(settle(facts, { supplements: { 'major-illness': major } }), 'major-illness')).toBe(expected);
  });

  test('first self-pay enters major illness where the region lets it in', () => {
    const major = { ...RESIDENTS.supplements!['major-illness'], counts: ['in-scope', 'first-self-paid'] };
    // 36,600 + 2,000 − 10,000: 10,000 + 8,600 × 0.70
    expect(paidBy(settle({}, { supplements: { 'major-illness': major } }), 'major-illness')).toBe('16020.00');
  });

  test('the order of the policy decides who pays first', () => {
    const order = (layers: readonly string[]) => ({ bill: { ...RESIDENTS.bill, order: layers } });
    const facts = inScopeOnly('11000.00', { personClass: 'subsistence', otherPayments: parseYuan('4000.00') });
    // 11,000 − 6,000 = 5,000 left: 5,000 × 0.80 and the rest; or 4,000 and 1,000 × 0.80
    expect(paid(settle(facts, order(['medical-assistance', 'other-payers'])))).toEqual([
      'basic-pool 6000.00',
      'medical-assistance 4000.00',
      'other-payers 1000.00',
      'personal-account 0.00',
      'cash 0.00',
    ]);
    expect(paid(settle(facts, order(['other-payers', 'medical-assistance'])))).toEqual([
      'basic-pool 6000.00',
      'other-payers 4000.00',
      'medical-assistance 800.00',
      'personal-account 0.00',
      'cash 200.00',
    ]);
  });

  test('the fund rounds its payment and the patient has what is left, on half a fen too', () => {
    // 0.11 × 0.60 = 0.066; 0.15 × 0.50 = 0.075, of which both sides rounded would make 0.16
    const half = { ...RESIDENTS.basicPool, ratios: [{ ratio: '0.50' }] };
    expect(paid(settle(inScopeOnly('1000.11'))).slice(0, 1)).toEqual(['basic-pool 0.07']);
    const bill = settle(inScopeOnly('1000.15'), { basicPool: half });
    expect([printYuan(bill.fields.hifp_pay), printYuan(bill.fields.psn_part_amt)]).toEqual(['0.08', '1000.07']);
  });

  test('a rule that rounds up to whole yuan never pays more than there is', () => {
    // 0.50 × 0.60 rounds up to 1.00
    expect(paid(settle(inScopeOnly('1000.50'), {}, { amount: 'up 0' })).slice(0, 1)).toEqual(['basic-pool 0.50']);
  });

  test('account and hospital pay what they offer, as far as something is left for them', () => {
    const bill = { ...RESIDENTS.bill, accountCovers: ['in-scope', 'first-self-paid'] };
    const facts = { accountOffered: parseYuan('50000.00'), hospitalPart: parseYuan('1000.00') };
    // 36,600 − 14,620 = 21,980 in scope: 1,000 from the hospital, then 20,980 + 2,000
    expect(paid(settle(facts, { bill })).slice(3)).toEqual(['hospital 1000.00', 'personal-account 22980.00', 'cash 8000.00']);
  });

  test('nothing at all is left of a bill of nothing', () => {
    const { fields, realRatio } = settle(inScopeOnly('0.00'));
    expect([fields.act_pay_dedc, fields.psn_part_amt, realRatio]).toEqual([0n, 0n, undefined]);
  });

  test('a case of the waiver list is relieved of what the policy names, and no other is', () => {
    const waive = ['catalogue', 'price-limits', 'first-self-pay', 'deductible', 'year-caps', 'patient-part'];
    const change = { bill: { ...RESIDENTS.bill, waive } };
    const facts = { yearToDate: yearWith({ 'basic-pool': ['0.00', '100000.00'] }) };
    const waived = settle({ ...facts, specialListFlags: ['waiver'] }, change);
    expect(paid(waived)).toEqual([
      // 100,000 × 0.60
      'basic-pool 60000.00',
      // 40,000 − 10,000: 10,000 + 10,000 × 0.70
      'major-illness 17000.00',
      'other-payers 0.00',
      'waiver 23000.00',
      'personal-account 0.00',
      'cash 0.00',
    ]);
    expect(waived.fields.oth_pay).toBe(parseYuan('23000.00'));
    expect(settle({ ...facts, specialListFlags: ['bedDay'] }, change)).toEqual(settle(facts));
  });

  test('hands the fund payment what others than the pool bear', () => {
    const split = splitOfBill(settle({ personClass: 'subsistence' }));
    // 14,620 + 5,000; 26,980; together with the pool's 53,400 the total
    expect([split.otherFunds, split.patient].map((amount) => printYuan(amount!))).toEqual(['19620.00', '26980.00']);
  });

  test.each([
    ['no year to date', { yearToDate: undefined }, {}, 'PRICING_FACT_MISSING'],
    [
      'a sum of the year below zero',
      { yearToDate: yearWith({ 'major-illness': ['0.00', '-0.01'] }) },
      {},
      'PRICING_FACT_INVALID',
    ],
    ['no total', { totalCharges: undefined }, {}, 'PRICING_FACT_MISSING'],
    ['no level of its hospital', { hospitalLevel: undefined }, {}, 'PRICING_FACT_MISSING'],
    ['an offer below zero', { accountOffered: parseYuan('-0.01') }, {}, 'PRICING_FACT_INVALID'],
    ['an account that the policy lets pay nothing', { accountOffered: parseYuan('0.01') }, {}, 'PRICING_NO_RULE'],
    [
      'a promise that the order has no place for',
      { otherPayments: parseYuan('0.01') },
      { bill: { order: ['major-illness'] } },
      'PRICING_NO_RULE',
    ],
    [
      'a hospital that no row is for',
      {},
      { basicPool: { ...RESIDENTS.basicPool, ratios: [{ hospitalLevels: ['1'], ratio: '0.85' }] } },
      'PRICING_NO_ROW',
    ],
    [
      'a layer of which the fund has no tiers',
      {},
      { supplements: { 'major-illness': { counts: ['in-scope'] } } },
      'PRICING_NO_RULE',
    ],
  ])('a bill with %s is refused', (_why, facts, change, code) => {
    expect(() => settle(facts, change)).toThrow(expect.objectContaining({ code }));
  });

  test('does not change what it was handed', () => {
    settle(BILL);
    expect(BILL.yearToDate).toBe(FIRST_STAY);
    expect(FIRST_STAY.layers['basic-pool']).toEqual({ counted: 0n, paid: 0n });
  });
});
