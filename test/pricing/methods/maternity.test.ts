import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { MATERNITY } from '../../../pricing/methods/maternity.js';
import { addFen, fen, parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';
import { stepResult } from '../vectors/breakdown-of.js';

const DELIVERIES = [
  { id: 'caesarean-and-more', procedures: ['74.'], furtherProcedures: ['65.', '68.'], pays: 'fixed', price: '3800' },
  { id: 'caesarean', procedures: ['74.'], pays: 'fixed', price: '3600' },
  { id: 'assisted', procedures: ['72.'], pays: 'limit', price: '1900' },
  { id: 'natural', pays: 'limit', price: '1800' },
];
const RULES = {
  base: 'charges',
  antenatal: {
    visitTypes: ['51'],
    pays: 'limit',
    weeks: [
      { fromWeek: '8', price: '120' },
      { fromWeek: '20', price: '450' },
    ],
  },
  deliveries: DELIVERIES,
};
const price = (facts: Partial<CaseFacts>, rules: Readonly<Record<string, unknown>> = {}, rounding = {}) =>
  MATERNITY.price(
    caseOf({ visitType: '52', ...facts }),
    undefined,
    valuesOf(MATERNITY.section, { ...RULES, ...rules }),
    contextOf(rounding),
  );
const charged = (charges: string): Partial<CaseFacts> => ({ totalCharges: parseYuan(charges) });
const fails = (code: string) => expect.objectContaining({ code });

describe('MATERNITY.price of deliveries', () => {
  test.each([
    ['natural, a fen under the limit', '1799.99', {}, 'within-limit', '1799.99'],
    ['natural, on it', '1800.00', {}, 'within-limit', '1800.00'],
    ['natural, a fen over', '1800.01', {}, 'over-limit', '1800.00'],
    ['assisted', '1850.00', { otherProcedures: ['72.1x00'] }, 'within-limit', '1850.00'],
    ['caesarean: fixed, though it cost less', '2000.00', { principalProcedure: '74.1x01' }, 'fixed-price', '3600.00'],
    [
      'caesarean with another operation',
      '2000.00',
      { principalProcedure: '74.1x01', otherProcedures: ['68.2900'] },
      'fixed-price',
      '3800.00',
    ],
    ['the other operation alone makes no caesarean', '2000.00', { otherProcedures: ['68.2900'] }, 'over-limit', '1800.00'],
  ] as const)('%s', (_why, charges, facts, outcome, paid) => {
    const result = price({ ...charged(charges), ...facts });
    expect([result.covers, result.outcome.id, printYuan(result.amount)]).toEqual(['fund', outcome, paid]);
  });

  test('a province may tell deliveries by visit types of its own', () => {
    const deliveries = [
      { id: 'caesarean', visitTypes: ['2107'], pays: 'fixed', price: '3000' },
      { id: 'natural', visitTypes: ['2106'], pays: 'fixed', price: '1500' },
    ];
    const paid = ['2107', '2106'].map((visitType) => printYuan(price({ visitType }, { deliveries }).amount));
    expect(paid).toEqual(['3000.00', '1500.00']);
  });

  test('a fixed price does not ask what the care cost', () => {
    expect(printYuan(price({ principalProcedure: '74.1x01' }).amount)).toBe('3600.00');
  });

  const BABIES = { extraBaby: '500.50', babyCounts: [{ diagnoses: ['Z37.2', 'Z37.3', 'Z37.4'], babies: '2' }] };
  test.each([
    ['one', { babies: 1 }, '1800.00'],
    ['twins by their code', { secondaryDiagnoses: ['Z37.200'] }, '2300.50'],
    ['the stated count goes before the code', { babies: 3, secondaryDiagnoses: ['Z37.200'] }, '2801.00'],
  ])('more for each further baby: %s', (_why, facts, limit) => {
    const { breakdown } = price({ ...charged('9000.00'), ...facts }, BABIES);
    expect(stepResult(breakdown, 'price-of-care')).toBe(limit);
  });

  test.each([
    ['nobody says how many', {}, 'PRICING_FACT_MISSING'],
    ['none', { babies: 0 }, 'PRICING_NOT_A_COUNT'],
    ['half a baby', { babies: 1.5 }, 'PRICING_NOT_A_COUNT'],
  ])('babies that cannot be counted: %s', (_why, facts, code) => {
    expect(() => price({ ...charged('1.00'), ...facts }, BABIES)).toThrow(fails(code));
  });

  test('where nothing is paid for further babies, nobody counts them', () => {
    expect(printYuan(price({ ...charged('1.00'), babies: 0 }).amount)).toBe('1.00');
  });

  test.each([
    ['less what antenatal care took', '600.00', '900.00'],
    ['all of it was taken', '1500.00', '0.00'],
    ['more than all was taken', '1500.01', '0.00'],
  ])('a package of antenatal care and delivery: %s', (_why, antenatalPaid, paid) => {
    const deliveries = [{ id: 'package', pays: 'limit', price: '1500', includesAntenatal: 'true' }];
    const facts = { ...charged('5000.00'), antenatalPaid: parseYuan(antenatalPaid) };
    expect(printYuan(price(facts, { deliveries }).amount)).toBe(paid);
  });

  test('a delivery of no row is reported', () => {
    const deliveries = DELIVERIES.slice(0, 3);
    expect(() => price(charged('1.00'), { deliveries })).toThrow(fails('PRICING_NO_ROW'));
    expect(() => MATERNITY.price(caseOf({ visitType: '52' }), undefined, onlyAntenatal, contextOf())).toThrow(
      fails('PRICING_NO_RULE'),
    );
  });
  const onlyAntenatal = valuesOf(MATERNITY.section, { base: 'charges', antenatal: RULES.antenatal });
});

describe('MATERNITY.price of antenatal care', () => {
  test.each([
    ['on the first week', 8, '120.00'],
    ['the week before the next row', 19, '120.00'],
    ['on it', 20, '450.00'],
    ['at the end', 45, '450.00'],
  ])('%s', (_why, gestationWeeks, limit) => {
    const result = price({ visitType: '5101', gestationWeeks, ...charged('9999.00') });
    expect(printYuan(result.amount)).toBe(limit);
  });

  test.each([
    ['before the first week', { gestationWeeks: 7 }, 'PRICING_NO_ROW'],
    ['weeks are not stated', {}, 'PRICING_FACT_MISSING'],
    ['part of a week', { gestationWeeks: 12.5 }, 'PRICING_NOT_A_COUNT'],
  ])('%s', (_why, facts, code) => {
    expect(() => price({ visitType: '51', ...charged('1.00'), ...facts })).toThrow(fails(code));
  });

  test('one price for the whole pregnancy asks for no weeks', () => {
    const antenatal = { visitTypes: ['51'], pays: 'fixed', weeks: [{ fromWeek: '0', price: '700' }] };
    expect(printYuan(price({ visitType: '51' }, { antenatal }).amount)).toBe('700.00');
  });
});

describe('MATERNITY.price by tiers', () => {
  const tiers = [
    { upTo: '1000', patientShare: '0' },
    { upTo: '3000', patientShare: '0.05' },
    { upTo: '5000', patientShare: '0.333' },
  ];
  const tiered = (charges: string, rounding = {}) =>
    price(charged(charges), { deliveries: [{ id: 'any', pays: 'tiers', tiers }] }, rounding);

  test.each([
    ['nothing', '0.00', '0.00'],
    ['on the first end', '1000.00', '0.00'],
    // 0.10 × 0.05 = 0.005
    ['ten fen over it: half a fen counts up', '1000.10', '0.01'],
    ['nine fen over it', '1000.09', '0.00'],
    ['on the second end', '3000.00', '100.00'],
    // 100 + 0.02 × 0.333
    ['two fen over it', '3000.02', '100.01'],
    ['on the last end', '5000.00', '766.00'],
    ['above the last end all is the patient’s', '5000.01', '766.01'],
  ])('%s', (_why, charges, patient) => {
    const { amount, breakdown } = tiered(charges);
    expect(stepResult(breakdown, 'patient-part')).toBe(patient);
    expect(addFen(amount, parseYuan(patient))).toBe(parseYuan(charges));
  });

  test('fund and patient add up and neither is below zero, under any rounding', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 1_000_000n }), fc.constantFrom('half-up 2', 'up 0', 'down 1'), (units, amount) => {
        const charges = fen(units);
        const result = tiered(printYuan(charges), { amount });
        expect(result.amount >= 0n && result.amount <= charges).toBe(true);
        expect(addFen(result.amount, parseYuan(stepResult(result.breakdown, 'patient-part')!))).toBe(charges);
      }),
    );
  });

  test.each([
    ['ends that do not rise', [tiers[1], tiers[0]]],
    ['a tier behind one without an end', [{ patientShare: '0' }, tiers[0]]],
    ['a share above 1', [{ patientShare: '1.01' }]],
  ])('a policy is refused for %s', (_why, wrong) => {
    expect(() => price(charged('1.00'), { deliveries: [{ id: 'any', pays: 'tiers', tiers: wrong }] })).toThrow();
  });
});
