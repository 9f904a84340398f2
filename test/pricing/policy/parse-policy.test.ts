import { describe, expect, test } from 'vitest';
import { entry, found, HEAD, policyText, PRICES, RATIO } from './policy-texts.js';

const history = (...entries: string[]): string => `    ratio: { unit: '1', history: { everyFund: [${entries.join(', ')}] } }\n`;

describe('parsePolicy', () => {
  test('finds nothing in a policy that is right', () => expect(found(policyText(PRICES + RATIO))).toEqual([]));

  test.each([
    ['an unknown section', policyText(PRICES + RATIO) + '  tool: {}\n', ['key-unknown sections']],
    ['an unknown parameter', policyText(PRICES + RATIO + '    prize: {}\n'), ['key-unknown sections.toll']],
    [
      'an unknown key of an entry',
      policyText(PRICES + history(entry('0.7', '2026-01-01', 'source: law, claus: 1'))),
      ['key-unknown sections.toll.ratio.history.everyFund.0'],
    ],
    ['an unknown key of the head', policyText(PRICES + RATIO, `${HEAD}author: me\n`), ['key-unknown ']],
    ['a wrong unit', policyText(PRICES.replace('unit: yuan', 'unit: fen') + RATIO), ['unit-wrong sections.toll.price.unit']],
    ['no unit', policyText(PRICES.replace('unit: yuan, ', '') + RATIO), ['unit-wrong sections.toll.price.unit']],
    [
      'a share above 1',
      policyText(PRICES + history(entry('1.01'))),
      ['value-invalid sections.toll.ratio.history.everyFund.0.value'],
    ],
    ['a percentage', policyText(PRICES + history(entry('70%'))), ['value-invalid sections.toll.ratio.history.everyFund.0.value']],
    [
      'a price of nothing',
      policyText(PRICES.replace('10.50', '0') + RATIO),
      ['value-invalid sections.toll.price.history.employee.0.value'],
    ],
    [
      'a price below zero',
      policyText(PRICES.replace('10.50', '-1') + RATIO),
      ['value-invalid sections.toll.price.history.employee.0.value'],
    ],
    [
      'a day that is none',
      policyText(PRICES + history(entry('0.7', '2026-02-29'))),
      ['value-invalid sections.toll.ratio.history.everyFund.0.from'],
    ],
    [
      'a value that is missing',
      policyText(PRICES + history('{ from: 2026-01-01, source: law }')),
      ['key-missing sections.toll.ratio.history.everyFund.0.value'],
    ],
    [
      'shares of a whole that do not add up',
      policyText(`${PRICES}${RATIO}    parts: { unit: '1', history: { everyFund: [${entry('{ a: 0.6, b: 0.3 }')}] } }\n`),
      ['value-invalid sections.toll.parts.history.everyFund.0.value'],
    ],
    [
      '`none` where a value is required',
      policyText(PRICES + history(entry('none'))),
      ['value-invalid sections.toll.ratio.history.everyFund.0.value'],
    ],
    [
      'one number for both funds',
      policyText(`    price: { unit: yuan, history: { everyFund: [${entry('10')}] } }\n${RATIO}`),
      ['funds-mixed sections.toll.price.history.everyFund'],
    ],
    [
      'a fund that the policy does not have',
      policyText(PRICES.replace('resident:', 'farmer:') + RATIO),
      ['fund-unknown sections.toll.price.history.farmer'],
    ],
    [
      'a source that is not there',
      policyText(PRICES + history(entry('0.7', '2026-01-01', 'source: lore'))),
      ['source-unknown sections.toll.ratio.history.everyFund.0.source'],
    ],
    [
      'a source that is not there, of a value that is wrong too: both are told',
      policyText(PRICES + history(entry('1.7', '2026-01-01', 'source: lore'))),
      [
        'value-invalid sections.toll.ratio.history.everyFund.0.value',
        'source-unknown sections.toll.ratio.history.everyFund.0.source',
      ],
    ],
    [
      'a grade better than its document',
      policyText(PRICES + history(entry('0.7', '2026-01-01', 'source: press, evidence: official'))),
      ['evidence-raised sections.toll.ratio.history.everyFund.0'],
    ],
    [
      'an assumed value: a warning',
      policyText(PRICES + history(entry('0.7', '2026-01-01', 'source: law, evidence: assumed'))),
      ['evidence-assumed sections.toll.ratio.history.everyFund.0'],
    ],
    [
      'an invented value outside a demonstration',
      policyText(PRICES + history(entry('0.7', '2026-01-01', 'source: made-up'))),
      ['evidence-invented sections.toll.ratio.history.everyFund.0'],
    ],
    [
      'two values from one day',
      policyText(PRICES + history(entry('0.7'), entry('0.8'))),
      ['overlap sections.toll.ratio.history.everyFund'],
    ],
    [
      'a value that lasts into the next',
      policyText(
        PRICES + history('{ from: 2026-01-01, until: 2026-07-02, value: 0.7, source: law }', entry('0.8', '2026-07-01')),
      ),
      ['overlap sections.toll.ratio.history.everyFund'],
    ],
    [
      'a period without a day',
      policyText(PRICES + history('{ from: 2026-01-01, until: 2026-01-01, value: 0.7, source: law }')),
      ['period-empty sections.toll.ratio.history.everyFund.0'],
    ],
    ['no YAML', 'a: [', ['yaml-unreadable ']],
    ['a key twice', policyText(PRICES + RATIO + RATIO), ['yaml-unreadable ']],
    [
      'another kind of file',
      'kind: dip-grouping\n',
      expect.arrayContaining(['value-invalid kind', 'key-missing region', 'key-missing sections']),
    ],
  ])('%s', (_why, text, expected) => expect(found(text)).toEqual(expected));

  test('a value that ends on the day on which the next begins is no overlap', () => {
    const text = policyText(
      PRICES + history('{ from: 2026-01-01, until: 2026-07-01, value: 0.7, source: law }', entry('0.8', '2026-07-01')),
    );
    expect(found(text)).toEqual([]);
  });

  test('one mistake hides no other: everything is reported at once', () => {
    const text = policyText(
      PRICES.replace('unit: yuan', 'unit: fen').replace('8', 'eight') + history(entry('2', '2026-13-01', 'source: lore')),
    );
    expect(found(text.replace("'990000'", "'?'"))).toEqual([
      'value-invalid region',
      'unit-wrong sections.toll.price.unit',
      'value-invalid sections.toll.price.history.resident.0.value',
      'value-invalid sections.toll.ratio.history.everyFund.0.from',
      'value-invalid sections.toll.ratio.history.everyFund.0.value',
    ]);
  });

  test.each(['constructor', '__proto__', 'toString'])('the name %s is no parameter, source or fund', (name) => {
    expect(found(policyText(`${PRICES}${RATIO}    ${name}: {}\n`))).toContain('key-unknown sections.toll');
    expect(found(policyText(PRICES + history(entry('0.7', '2026-01-01', `source: ${name}`))))).toHaveLength(1);
  });
});
