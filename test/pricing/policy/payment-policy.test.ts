import { describe, expect, test } from 'vitest';
import { printExactly } from '../../../pricing/rounding.js';
import type { Purpose } from '../../../pricing/policy/citation.js';
import type { PaymentPolicy } from '../../../pricing/policy/payment-policy.js';
import { policyJsonSchema } from '../../../pricing/policy/policy-json-schema.js';
import { SECTIONS } from '../../../pricing/sections.js';
import { checked, entry, foundInAll, HEAD, policyText, PRICES, RATIO, read, TOLL } from './policy-texts.js';

const on = (policy: PaymentPolicy, day: string, fund = 'resident', purpose: Purpose = 'settlement') =>
  policy.section(TOLL, { fund, on: day, purpose });

const twoRatios = `    ratio: { unit: '1', history: { everyFund: [${entry('0.75', '2026-07-01', 'source: press, clause: 第3条')}, ${entry('0.70')}] } }\n`;
const PROVINCE = policyText(PRICES + RATIO + `    limit: { unit: day, history: { everyFund: [${entry("'<= 60'")}] } }\n`);
const city = (toll: string): string => policyText(toll, `${HEAD.replace("'990000'", "'990100'")}extends: ../province.yaml\n`);

describe('PaymentPolicy.section', () => {
  test.each([
    ['the first day', '2026-01-01', '0.70'],
    ['the last day of the first value', '2026-06-30', '0.70'],
    ['the first of the second', '2026-07-01', '0.75'],
    ['the last day of the policy', '2027-12-31', '0.75'],
  ])('%s, however the entries are ordered in the file', async (_why, day, expected) => {
    expect(on(await read({ 'p.yaml': policyText(PRICES + twoRatios) }), day).ratio.value.printed).toBe(expected);
  });

  test('a value comes with the parameter, its unit, the day it began, and the document', async () => {
    const { ratio } = on(await read({ 'p.yaml': policyText(PRICES + twoRatios) }), '2026-08-01');
    expect(ratio.citation).toEqual({
      parameter: 'toll.ratio',
      unit: '1',
      from: '2026-07-01',
      region: '990000',
      source: { document: '报道', number: '无', clause: '第3条', evidence: 'secondary' },
    });
  });

  test('employees and residents read their own', async () => {
    const policy = await read({ 'p.yaml': policyText(PRICES + RATIO) });
    expect(['employee', 'resident'].map((fund) => printExactly(on(policy, '2026-02-01', fund).price.value))).toEqual([
      '10.5',
      '8',
    ]);
  });

  test.each([
    ['the day before the policy', '2025-12-31', 'resident', 'PRICING_POLICY_NOT_IN_FORCE'],
    ['the day on which it has ended', '2028-01-01', 'resident', 'PRICING_POLICY_NOT_IN_FORCE'],
    ['a fund that it does not know', '2026-02-01', 'maternity', 'PRICING_FUND_UNKNOWN'],
  ])('%s', async (_why, day, fund, code) => {
    const policy = await read({ 'p.yaml': policyText(PRICES + RATIO) });
    expect(() => on(policy, day, fund)).toThrow(expect.objectContaining({ code }));
  });

  test('a day without a value fails, also of a parameter that is optional', async () => {
    const late = `    limit: { unit: day, history: { everyFund: [${entry("'<= 60'", '2026-03-01')}] } }\n`;
    const { policy } = await checked({ 'p.yaml': policyText(PRICES + RATIO + late) });
    expect(() => on(policy!, '2026-02-28')).toThrow(expect.objectContaining({ code: 'PRICING_NO_VALUE_IN_FORCE' }));
    expect(on(policy!, '2026-03-01').limit?.value.printed).toBe('<= 60');
  });

  test('`none` says that there is no such rule from that day', async () => {
    const repealed = `    limit: { unit: day, history: { everyFund: [${entry("'<= 60'")}, ${entry('none', '2026-03-01')}] } }\n`;
    const policy = await read({ 'p.yaml': policyText(PRICES + RATIO + repealed) });
    expect([on(policy, '2026-02-28').limit?.value.printed, on(policy, '2026-03-01').limit]).toEqual(['<= 60', undefined]);
  });

  test.each([
    ['assumed', 'source: guess', '', 'settlement', 'PRICING_EVIDENCE_REFUSED'],
    ['assumed', 'source: guess', '', 'estimate', undefined],
    ['assumed in a demonstration', 'source: guess', 'demonstration: true\n', 'settlement', 'PRICING_EVIDENCE_REFUSED'],
    ['invented in a demonstration', 'source: made-up', 'demonstration: true\n', 'settlement', undefined],
    ['invented elsewhere', 'source: made-up', '', 'settlement', 'PRICING_EVIDENCE_REFUSED'],
    ['secondary', 'source: press', '', 'settlement', undefined],
  ] as const)('a value that is %s (%s%s) for a %s: %s', async (_why, source, head, purpose, code) => {
    const ratio = `    ratio: { unit: '1', history: { everyFund: [${entry('0.7', '2026-01-01', source)}] } }\n`;
    const { policy } = await checked({ 'p.yaml': policyText(PRICES + ratio, HEAD + head) });
    const reading = () => on(policy!, '2026-02-01', 'resident', purpose);
    if (code === undefined) expect(reading().ratio.value.printed).toBe('0.7');
    else expect(reading).toThrow(expect.objectContaining({ code }));
  });
});

describe('a policy that extends another', () => {
  test('takes over what it does not decide, and cites the region that did', async () => {
    const policy = await read(
      { 'cities/p.yaml': city(RATIO.replace('0.70', '0.65')), 'province.yaml': PROVINCE },
      'cities/p.yaml',
    );
    const { ratio, price, limit } = on(policy, '2026-02-01');
    expect([ratio, price, limit!].map(({ citation }) => citation.region)).toEqual(['990100', '990000', '990000']);
    expect(ratio.value.printed).toBe('0.65');
  });

  test('is named by its file or by the id of its region', async () => {
    const text = policyText(RATIO.replace('0.70', '0.65'), `${HEAD.replace("'990000'", "'990100'")}extends: province\n`);
    const { price } = on(await read({ 'cities/p.yaml': text, province: PROVINCE }, 'cities/p.yaml'), '2026-02-01');
    expect(price.citation.region).toBe('990000');
  });

  test('holds on the days on which it has a value, the province before and after', async () => {
    const between = `    ratio: { unit: '1', history: { resident: [{ from: 2026-03-01, until: 2026-05-01, value: 0.65, source: law }] } }\n`;
    const policy = await read({ 'cities/p.yaml': city(between), 'province.yaml': PROVINCE }, 'cities/p.yaml');
    const days = ['2026-02-28', '2026-03-01', '2026-04-30', '2026-05-01'];
    expect(days.map((day) => on(policy, day).ratio.value.printed)).toEqual(['0.70', '0.65', '0.65', '0.70']);
    expect(on(policy, '2026-03-01', 'employee').ratio.value.printed).toBe('0.70');
  });

  test('may do without a rule of its province', async () => {
    const files = {
      'cities/p.yaml': city(`    limit: { unit: day, history: { everyFund: [${entry('none')}] } }\n`),
      'province.yaml': PROVINCE,
    };
    expect(on(await read(files, 'cities/p.yaml'), '2026-02-01').limit).toBeUndefined();
  });

  test('two that extend one another are refused', async () => {
    const files = { 'a/p.yaml': city(PRICES + RATIO), 'province.yaml': policyText(PRICES, `${HEAD}extends: a/p.yaml\n`) };
    expect(await foundInAll(files, 'a/p.yaml')).toEqual(['extends-circular extends']);
  });

  test('a real region cannot rest on a demonstration', async () => {
    const files = { 'cities/p.yaml': city(RATIO), 'province.yaml': policyText(PRICES + RATIO, `${HEAD}demonstration: true\n`) };
    expect(await foundInAll(files, 'cities/p.yaml')).toEqual(['evidence-invented extends']);
  });
});

describe('checkPolicy', () => {
  test('names a parameter that a fund lacks', async () => {
    const text = policyText(`    price: { unit: yuan, history: { employee: [${entry('10')}] } }\n${RATIO}`);
    expect(await foundInAll({ 'p.yaml': text })).toEqual(['parameter-missing sections.toll.price resident']);
  });

  test.each([
    ['before the first value', entry('0.7', '2026-02-01'), { from: '2026-01-01', until: '2026-02-01' }],
    [
      'after the last',
      '{ from: 2026-01-01, until: 2027-06-01, value: 0.7, source: law }',
      { from: '2027-06-01', until: '2028-01-01' },
    ],
    [
      'between two',
      `{ from: 2026-01-01, until: 2026-03-01, value: 0.7, source: law }, ${entry('0.8', '2026-03-02')}`,
      { from: '2026-03-01', until: '2026-03-02' },
    ],
  ])('names the days without a value, %s', async (_why, entries, expected) => {
    const text = policyText(`${PRICES}    ratio: { unit: '1', history: { everyFund: [${entries}] } }\n`);
    const { findings } = await checked({ 'p.yaml': text });
    const gaps = findings.filter(({ code }) => code === 'gap').map(({ details }) => details);
    expect(gaps).toEqual([
      { fund: 'employee', ...expected },
      { fund: 'resident', ...expected },
    ]);
  });

  test('names the first day on which values do not fit together', async () => {
    const strict = `    strict: { unit: choice, history: { employee: [${entry('false')}, ${entry('true', '2026-05-01')}] } }\n`;
    const { findings } = await checked({ 'p.yaml': policyText(PRICES + RATIO + strict) });
    expect(
      findings.filter(({ code }) => code === 'values-disagree').map(({ at, details }) => [at, details['fund'], details['from']]),
    ).toEqual([['sections.toll.limit', 'employee', '2026-05-01']]);
  });

  test('readPolicy refuses with every error, and lets warnings pass', async () => {
    await expect(read({ 'p.yaml': policyText(RATIO + PRICES.replace('unit: yuan', 'unit: fen')) })).rejects.toMatchObject({
      code: 'PRICING_POLICY_INVALID',
    });
  });
});

describe('policyJsonSchema', () => {
  const schema = policyJsonSchema(SECTIONS) as { properties: Record<string, { properties: Record<string, unknown> }> };

  test('has a key for every section there is', () => {
    expect(Object.keys(schema.properties['sections']!.properties)).toEqual(SECTIONS.map(({ id }) => id));
  });

  test('lets an editor write numbers and truth values plainly', () => {
    const text = JSON.stringify(schema);
    expect(text).toContain('["string","number"]');
    expect(text).toContain('["true","false",true,false]');
  });
});
