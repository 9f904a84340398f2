import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printPricedLine, readPricedLine, type PricedLine } from '../../../server/settlement/priced-line.js';

const word = fc.string({ unit: fc.constantFrom('A', '7', '\t', '\n', '\r', '\\', 't', 'n', '"', ',', '医'), maxLength: 8 });
const units = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

const lines: fc.Arbitrary<PricedLine> = fc
  .record({
    hospital: word,
    caseId: word,
    fund: word,
    on: fc.constantFrom('2026-05-31', '2026-12-01'),
    status: fc.constantFrom('priced', 'returned', 'refused'),
    level: fc.constantFrom('', '1', '3'),
    group: word,
    mdc: word,
    severity: fc.constantFrom('', 'cc', 'none'),
    outcome: word,
    evidence: fc.constantFrom('', 'official', 'invented'),
    error: word,
    origin: fc.constantFrom('', 'scheme', 'input'),
    ordinaryPayment: fc.option(units, { nil: undefined }),
    content: fc.constant('abc-_'),
    settled: fc.option(
      fc.record({
        method: fc.constantFrom('dip', 'bed-day'),
        budget: fc.constantFrom('in-budget', 'beside-points', 'outside-budget'),
        place: fc.constantFrom('local', 'in-province', 'out-of-province'),
        pool: word,
        isByGroup: fc.boolean(),
        isValued: fc.boolean(),
        charges: units,
        quantity: units,
        fixedQuantity: units,
        standard: units,
        others: units,
        fundPayment: units,
        costHolds: fc.boolean(),
        payersHold: fc.boolean(),
      }),
      { nil: undefined },
    ),
  })
  .map(({ settled, ...line }) => {
    if (settled === undefined) return line as PricedLine;
    const { isByGroup, ...rest } = settled;
    const { hospital, caseId, fund, on, group } = line;
    const key = { hospital, caseId, fund, month: on.slice(0, 7), group: isByGroup ? group : undefined };
    return { ...line, settled: { ...rest, ...key } } as PricedLine;
  });

describe('printPricedLine', () => {
  test('is one line, and reads back as it was, whatever signs its words hold', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const text = printPricedLine(line);
        expect(text).not.toMatch(/[\n\r]/);
        expect(readPricedLine(text)).toEqual(line);
      }),
      { seed: 20260522 },
    );
  });
});
