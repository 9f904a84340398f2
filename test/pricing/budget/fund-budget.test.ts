import { describe, expect, test } from 'vitest';
import { BUDGET, fundBudget, heldToHistory, lineAmount, lineVersions, parseBudget } from '../../../pricing/budget/index.js';
import { printYuan } from '../../../pricing/money.js';
import { valuesOf } from '../policy-of.js';
import { budgetOf, documentOf, line } from '../vectors/settlement-of.js';

const fails = (code: string, details: object = {}) =>
  expect.objectContaining({ code, details: expect.objectContaining(details) as object });
const amount = (id: string, ...budget: Parameters<typeof budgetOf>): string => printYuan(lineAmount(budgetOf(...budget), id));
const A = line('a', { by: 'amount', amount: '30.00' });
const REST = line('rest', { by: 'rest' });

describe('fundBudget derives lines from the income down', () => {
  test('what is left goes to the one line that is the rest', () => expect(amount('rest', '100.00', [A, REST])).toBe('70.00'));

  test('parts of a line are derived from it, and not from the income', () => {
    const lines = [
      A,
      line(
        'inpatient',
        { by: 'rest' },
        { lines: [line('reserve', { by: 'share', share: '0.05' }), line('dip', { by: 'rest' })] },
      ),
    ];
    // 70.00 × 0.05
    expect(amount('reserve', '100.00', lines)).toBe('3.50');
    expect(amount('dip', '100.00', lines)).toBe('66.50');
  });

  test.each([
    ['lines that come to less than the income', '100.00', [A]],
    ['lines that come to more', '29.99', [A]],
    ['a rest that would be below zero', '29.99', [A, REST]],
    ['two rests', '100.00', [REST, line('other', { by: 'rest' })]],
    ['a line that is not what it says it comes to', '100.00', [A, line('rest', { by: 'rest' }, { comesTo: '69.99' })]],
  ])('%s do not add up', (_why, income, lines) => {
    expect(() => budgetOf(income, lines)).toThrow(fails('PRICING_BUDGET_DOES_NOT_ADD_UP'));
  });

  test('parts that come to their line to the fen are taken, and a statement that is right', () => {
    const lines = [A, line('b', { by: 'rest' }, { comesTo: '70.00', lines: [line('c', { by: 'amount', amount: '70.00' })] })];
    expect(amount('c', '100.00', lines)).toBe('70.00');
  });

  test.each([
    ['0.055', '105.50'],
    ['0.0551', undefined],
  ])('growth of %s under a target of 0.055', (growth, expected) => {
    const document = documentOf('1000.00', [line('dip', { by: 'growth', lastYear: '100.00', growth }), REST]);
    const derived = () =>
      printYuan(lineAmount(fundBudget(document, 'resident', { values: valuesOf(BUDGET, { growthLimit: '0.055' }) }), 'dip'));
    if (expected === undefined) expect(derived).toThrow(fails('PRICING_BUDGET_GROWTH', { limit: '0.055' }));
    else expect(derived()).toBe(expected);
  });

  test.each([
    ['0.05', true],
    ['0.0501', false],
  ])('a reserve of %s under a limit of <= 0.05', (share, isTaken) => {
    const document = documentOf('1000.00', [line('reserve', { by: 'share', share }, { purpose: 'reserve' }), REST]);
    const derived = () => fundBudget(document, 'resident', { values: valuesOf(BUDGET, { reserveShare: '<= 0.05' }) });
    if (isTaken) expect(derived).not.toThrow();
    else expect(derived).toThrow(fails('PRICING_BUDGET_RESERVE', { line: 'reserve' }));
  });

  test('a fund or a line that the budget does not have', () => {
    expect(() => fundBudget(documentOf('30.00', [A]), 'employee')).toThrow(fails('PRICING_FUND_UNKNOWN'));
    expect(() => lineAmount(budgetOf('30.00', [A]), 'b')).toThrow(fails('PRICING_BUDGET_LINE_MISSING', { line: 'b' }));
  });
});

describe('fundBudget adds later versions to the opening one', () => {
  const lines = [
    A,
    line('whole', { by: 'rest' }, { lines: [line('one', { by: 'share', share: '0.5' }), line('two', { by: 'rest' })] }),
  ];
  const change = (id: string, by: string) => ({ line: id, amount: by });

  test('money moves between lines, and the lines above them follow', () => {
    const budget = budgetOf('100.00', lines, [[change('one', '-5.00'), change('a', '5.00')]]);
    expect(['a', 'whole', 'one', 'two'].map((id) => printYuan(lineAmount(budget, id)))).toEqual([
      '35.00',
      '65.00',
      '30.00',
      '35.00',
    ]);
    expect(budget.version.seq).toBe(2);
  });

  test.each([
    ['a change without its counterpart', [change('one', '5.00')], 'PRICING_BUDGET_DOES_NOT_ADD_UP'],
    ['more than a line has', [change('a', '-30.01'), change('two', '30.01')], 'PRICING_BELOW_ZERO'],
  ])('%s is refused', (_why, changes, code) => {
    expect(() => budgetOf('100.00', lines, [changes])).toThrow(fails(code));
  });

  test('versions count from the day that they bear', () => {
    const document = documentOf('30.00', [A], [[change('income', '1.00'), change('a', '1.00')]]);
    const [first, second] = document.funds['resident']!.versions;
    const dated = {
      ...document,
      funds: { resident: { ...document.funds['resident']!, versions: [first!, { ...second!, date: '2026-07-01' }] } },
    };
    const on = (day: string) => printYuan(lineAmount(fundBudget(dated, 'resident', { on: day }), 'a'));
    expect([on('2026-06-30'), on('2026-07-01')]).toEqual(['30.00', '31.00']);
    expect(() => on('2025-12-31')).toThrow(fails('PRICING_BUDGET_NOT_IN_FORCE'));
    expect(lineVersions(dated, 'resident', 'a').map((one) => [one.seq, printYuan(one.amount)])).toEqual([
      [1, '30.00'],
      [2, '31.00'],
    ]);
  });
});

describe('heldToHistory', () => {
  const step = (by: string) => [
    { line: 'income', amount: by },
    { line: 'a', amount: by },
  ];

  test('a later state may add versions and nothing else', () => {
    const [one, two] = [documentOf('30.00', [A], [step('1.00')]), documentOf('30.00', [A], [step('1.00'), step('2.00')])];
    expect(() => heldToHistory(one, two)).not.toThrow();
    expect(() => heldToHistory(two, one)).toThrow(fails('PRICING_BUDGET_REWRITTEN', { seq: 3 }));
    expect(() => heldToHistory(one, documentOf('30.00', [A], [step('1.01')]))).toThrow(
      fails('PRICING_BUDGET_REWRITTEN', { seq: 2 }),
    );
    expect(() => heldToHistory(one, documentOf('31.00', [A, REST], [step('1.00')]))).toThrow(
      fails('PRICING_BUDGET_REWRITTEN', { seq: 1 }),
    );
  });
});

describe('parseBudget', () => {
  const SOURCE = { document: '文件', number: '1', evidence: 'official' };
  const version = { seq: '1', date: '2026-01-01', reason: 'r', document: 's', approver: 'p' };
  const read = (fund: object, more: object = {}) =>
    parseBudget(
      {
        kind: 'budget',
        region: 'r',
        name: { zh: '名', en: 'n' },
        year: '2026',
        sources: { s: SOURCE },
        funds: { resident: { income: '30.00', source: 's', lines: [A], versions: [version], ...fund } },
        ...more,
      },
      'b.yaml',
    );
  const NEGOTIATION = {
    id: 'n1',
    year: '2026',
    fund: 'resident',
    topic: 'weights',
    parties: ['hospitals', 'insurance-department'],
    evidence: ['三年数据'],
    positions: [
      { party: 'hospitals', position: '上调' },
      { party: 'insurance-department', position: '不变' },
    ],
    agreed: '上调 2%',
    version: '1',
    date: '2026-02-01',
  };

  test('a budget with what was negotiated', () => {
    expect(read({}, { negotiations: [NEGOTIATION] }).negotiations[0]).toMatchObject({ topic: 'weights', agreed: '上调 2%' });
  });

  test.each([
    ['a version out of turn', { versions: [{ ...version, seq: '2' }] }, {}, 'versions.0.seq'],
    ['a second version without changes', { versions: [version, { ...version, seq: '2' }] }, {}, 'versions.1.changes'],
    ['a document that is not named', { source: 'x' }, {}, 'funds.resident.source: x?'],
    ['a line twice', { lines: [A, A] }, {}, 'a ×2'],
    [
      'a change of a line that has parts',
      {
        lines: [line('w', { by: 'rest' }, { lines: [A] })],
        versions: [version, { ...version, seq: '2', changes: [{ line: 'w', amount: '1' }] }],
      },
      {},
      'w?',
    ],
    ['an amount with three decimals', { income: '30.001' }, {}, 'income'],
    [
      'a party without a position',
      {},
      { negotiations: [{ ...NEGOTIATION, positions: [NEGOTIATION.positions[0], NEGOTIATION.positions[0]] }] },
      'positions',
    ],
    ['a negotiation of another year', {}, { negotiations: [{ ...NEGOTIATION, year: '2025' }] }, 'n1.year'],
  ])('%s is refused with its place', (_why, fund, more, place) => {
    expect(() => read(fund, more)).toThrow(fails('PRICING_BUDGET_INVALID', { why: expect.stringContaining(place) as string }));
  });
});
