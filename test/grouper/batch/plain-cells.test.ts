// Whatever the plain reader of a cell accepts, the reader that knows every form reads the same; what it refuses is its own business.
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { diagnosisCode, procedureCode } from '../../../grouper/index.js';
import {
  EMPTY,
  isPlainCode,
  isPlainIdentifier,
  mayBePersonal,
  ODD,
  plainDay,
  plainFen,
  plainWhole,
} from '../../../grouper/batch/plain-cells.js';
import { matchColumns } from '../../../reference-data/index.js';
import { TableReader } from '../../../server/intake/index.js';
import { readAge } from '../../../server/intake/values/read-age.js';
import { readHours } from '../../../server/intake/values/read-duration.js';
import { readFen } from '../../../server/intake/values/read-money.js';
import { daysBetween, readMoment, type Moment } from '../../../server/intake/values/read-moment.js';
import { readDecimal, readWholeNumber } from '../../../server/intake/values/read-number.js';
import { looksPersonal } from '../../../server/intake/values/personal-values.js';
import { statedText } from '../../../server/intake/values/stated-text.js';

const NUM_RUNS = 20_000;

/** Asks a plain reader about a text in the middle of other bytes, as cells lie. */
function inCell<T>(read: (bytes: Uint8Array, start: number, end: number) => T, text: string): T {
  const bytes = Buffer.from(`9.9,${text},9.9-`);
  return read(bytes, 4, bytes.length - 5);
}

/** Counts what was accepted, so that no property holds for want of cases. */
const accepted: Record<string, number> = {};
const note = (what: string) => (accepted[what] = (accepted[what] ?? 0) + 1);
afterAll(() => {
  for (const [what, count] of Object.entries(accepted)) expect(`${what} ${count > 200}`).toBe(`${what} true`);
});

const text = (units: readonly string[], maxLength: number) => fc.string({ unit: fc.constantFrom(...units), maxLength });
const DIGITS = [...'0123456789'];
/** What else stands in cells of numbers. */
const NOISE = ['.', '-', '+', ' ', ',', 'e', '０', '９', '无', '岁', '元', '/', ':', '\t', '﻿', '\u00a0'];
const mostlyDigits = fc.oneof(text(DIGITS, 7), text([...DIGITS, ...DIGITS, '.'], 8), text([...DIGITS, ...NOISE], 7));

describe('plainWhole', () => {
  test('reads the number that every reader of whole numbers reads', () => {
    fc.assert(
      fc.property(mostlyDigits, (raw) => {
        const value = inCell(plainWhole, raw);
        expect(value === EMPTY).toBe(raw === '');
        if (value < 0) return;
        note('plainWhole');
        const stated = statedText(raw);
        const readings = [readWholeNumber(stated), readDecimal(stated), readHours(stated)];
        const ages = [readAge(stated, 'years')?.years, readAge(stated, 'days')?.days];
        expect([...readings, ...ages]).toEqual([value, value, value, value, value]);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test.each([
    ['nothing', '', EMPTY],
    ['five digits', '99999', 99_999],
    ['six digits', '100000', ODD],
    ['zeros in front', '00007', 7],
    ['a sign', '+1', ODD],
    ['a decimal', '1.0', ODD],
    ['full-width digits', '１', ODD],
    ['a blank', '1 ', ODD],
  ])('%s', (_why, raw, expected) => expect(inCell(plainWhole, raw)).toBe(expected));
});

describe('plainFen', () => {
  const amounts = fc.oneof(
    mostlyDigits,
    text(DIGITS, 14),
    fc.tuple(text(DIGITS, 13), text(DIGITS, 3)).map((parts) => parts.join('.')),
  );

  test('reads the amount that the reader of money reads', () => {
    fc.assert(
      fc.property(amounts, (raw) => {
        const value = inCell(plainFen, raw);
        expect(value === EMPTY).toBe(raw === '');
        if (value < 0) return;
        note('plainFen');
        expect(Number.isSafeInteger(value)).toBe(true);
        expect(readFen(statedText(raw))).toBe(BigInt(value));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test.each([
    ['nothing', '', EMPTY],
    ['yuan alone', '12', 1200],
    ['one decimal', '12.3', 1230],
    ['two decimals', '12.34', 1234],
    ['three decimals', '12.340', ODD],
    ['no decimal behind the point', '12.', ODD],
    ['nothing before the point', '.5', ODD],
    ['twelve digits of yuan', '999999999999.99', 99_999_999_999_999],
    ['thirteen digits of yuan', '1000000000000.00', ODD],
    ['two points', '1.2.3', ODD],
    ['below zero', '-1.00', ODD],
    ['a thousands comma in quotes', '"1', ODD],
  ])('%s', (_why, raw, expected) => expect(inCell(plainFen, raw)).toBe(expected));
});

describe('plainDay', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
  const year = fc.oneof(fc.integer({ min: 1895, max: 2205 }), fc.constantFrom(1900, 2000, 2024, 2100)).map(String);
  const day = fc.tuple(year, two(13), two(32)).map((parts) => parts.join('-'));
  const time = fc.tuple(two(25), two(60), two(60)).map((parts) => ` ${parts.join(':')}`);
  const damaged = (whole: fc.Arbitrary<string>) =>
    fc
      .tuple(whole, fc.nat(18), fc.constantFrom(...DIGITS, ...NOISE, 'T', 'Z', ''))
      .map(([one, at, sign]) => one.slice(0, at) + sign + one.slice(at + 1));
  const moments = fc.oneof(
    day,
    fc.tuple(day, time).map((parts) => parts.join('')),
  );
  const dates = fc.oneof({ weight: 4, arbitrary: moments }, { weight: 1, arbitrary: damaged(moments) });

  test('what it accepts is a day to the reader of dates, and days lie as far apart', () => {
    fc.assert(
      fc.property(dates, dates, (from, until) => {
        const [first, last] = [inCell(plainDay, from), inCell(plainDay, until)];
        if (first < 0 || last < 0) return;
        note('plainDay');
        const moments = [from, until].map((raw) => readMoment(statedText(raw))!) as [Moment, Moment];
        expect(last - first).toBe(daysBetween(...moments));
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test('every day from 1901 to 2199 follows the one before', () => {
    let before = inCell(plainDay, '1901-01-01') - 1;
    for (let at = Date.parse('1901-01-01'); at <= Date.parse('2199-12-31'); at += 86_400_000) {
      const found = inCell(plainDay, new Date(at).toISOString().slice(0, 10));
      if (found !== before + 1) expect(new Date(at).toISOString()).toBe('the day after');
      before = found;
    }
  });

  test.each([
    ['nothing', '', EMPTY],
    ['what exports write for no date', '1900-01-01', ODD],
    ['the last day before the first year', '1900-12-31', ODD],
    ['a day beyond the last year', '2200-01-01', ODD],
    ['29 February of no leap year', '2100-02-29', ODD],
    ['31 April', '2026-04-31', ODD],
    ['month 13', '2026-13-01', ODD],
    ['day 0', '2026-01-00', ODD],
    ['hour 25', '2026-01-01 25:00:00', ODD],
    ['no seconds', '2026-01-01 10:00', ODD],
    ['a T between day and time', '2026-01-01T10:00:00', ODD],
    ['slashes', '2026/01/01', ODD],
  ])('%s', (_why, raw, expected) => expect(inCell(plainDay, raw)).toBe(expected));
});

describe('isPlainIdentifier', () => {
  const headers = ['caseId'];
  const reader = new TableReader(headers, matchColumns(headers, 'x.csv'), {
    personKeySecret: undefined,
    monthFirst: new Set(),
  });
  const words = ['-', '--', '—', '\\', '/', 'null', 'NULL', 'Null', '无', '1900-01-01', '1900-01-01 00:00:00', '1e10', '1.2E+12'];
  const pieces = [...words, ...DIGITS, 'a', 'E', 'e', '.', ' ', '中', '\u3000', '\u00a0', '﻿', '\t', '-', '+', '\u0000'];

  test('what it accepts is the identifier as it stands, and nothing is said of it', () => {
    fc.assert(
      fc.property(text(pieces, 6), (raw) => {
        if (!inCell(isPlainIdentifier, raw)) return;
        note('isPlainIdentifier');
        const { discharge, reasons } = reader.read([raw], 1);
        expect({ caseId: discharge.caseId, reasons }).toEqual({ caseId: raw, reasons: [] });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test.each([
    ['letters and digits', 'S1-0000001', true],
    ['digits alone', '20260001', true],
    ['one digit', '1', true],
    ['an N in front', 'N1-0001', true],
    ['a word for nothing', 'Null', false],
    ['a Chinese sign inside', 'a中b', true],
    ['nothing', '', false],
    ['a Chinese sign at the end, which might be a blank', 'a中', false],
    ['a blank in front', ' a', false],
    ['a number whose digits are lost', '1E+10', false],
    ['the sign for nothing', '-', false],
  ])('%s: %j', (_why, raw, expected) => expect(inCell(isPlainIdentifier, raw)).toBe(expected));
});

describe('mayBePersonal', () => {
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const withCheckSign = (first: string) =>
    first + '10X98765432'[[...first].reduce((sum, digit, at) => sum + WEIGHTS[at]! * Number(digit), 0) % 11]!;
  const identity = fc
    .tuple(fc.integer({ min: 100_000, max: 999_999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 999 }))
    .map(([place, month, number]) =>
      withCheckSign(`${place}1980${String(month).padStart(2, '0')}15${String(number).padStart(3, '0')}`),
    );
  const mobile = fc.integer({ min: 3_000_000_000, max: 9_999_999_999 }).map((rest) => `1${rest}`);
  const number = fc.oneof(
    identity,
    identity.map((one) => one.toLowerCase()),
    mobile,
    text([...DIGITS, 'X', 'x'], 20),
  );
  const blank = text([' ', '\t', '\u3000', '\u00a0', '﻿', '\v', '\u2028', '中', 'a', 'X', '1', '-', ';'], 14);

  test('what it lets through looks personal to nobody', () => {
    fc.assert(
      fc.property(blank, number, blank, (before, middle, behind) => {
        const raw = before + middle + behind;
        const isPersonal = looksPersonal(raw);
        if (isPersonal) note('looksPersonal');
        if (isPersonal) expect({ raw, mayBe: inCell(mayBePersonal, raw) }).toEqual({ raw, mayBe: true });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test.each([
    ['a word', 'something long enough', false],
    ['a date with time', '2026-01-05 10:20:30', false],
    ['eleven digits of which the first is none of a mobile number', '20260000001', false],
    ['a mobile number', '13912345678', true],
    ['a mobile number between blanks', ' 13912345678 ', true],
    ['a wide blank behind it', '13912345678\u3000', true],
    ['ten digits', '1391234567', false],
    ['twelve digits', '139123456789', false],
    ['a mobile number among words', '本人电话 13912345678 ，白天', true],
    ['the same behind a long word and many digits', `${'x'.repeat(25)}000000000000,13912345678`, true],
    ['the number of an institution, digits behind a letter', 'H13010200001', false],
    ['digits before a letter', '13010200001H', false],
    ['an identity number among words', '证号110101198001010010。', true],
    ['an identity number that ends with a sign', '身份证11010119800101001x', true],
    ['seventeen digits', '11010119800101001', false],
    ['digits in steps of ten', '1391234567-1391234567-1391234567-', false],
  ])('%s: %j', (_why, raw, expected) => expect(inCell(mayBePersonal, raw)).toBe(expected));
});

describe('isPlainCode', () => {
  const headers = ['caseId', 'principalDiagnosis', 'secondaryDiagnoses', 'principalProcedure', 'otherProcedures'];
  const reader = new TableReader(headers, matchColumns(headers, 'x.csv'), {
    personKeySecret: undefined,
    monthFirst: new Set(),
  });
  const signs = [..."0123456789.0123456789.ABXYZabxyz+*-†＊∗。·．Ａ１ '`/,;、|_", '﻿', '\u200b', '无', '-'];
  const codes = fc.oneof(
    text(signs, 10),
    fc
      .tuple(fc.constantFrom(...'ABCDEFXZax0123'), fc.constantFrom(...DIGITS), text([...'0123456789.xXA+*b '], 9))
      .map((parts) => parts.join('')),
  );

  test('what it accepts is its own normal form, as diagnosis and as procedure, and one code in every column', () => {
    fc.assert(
      fc.property(codes, (raw) => {
        // Eleven digits might be a telephone number, which the net that every column passes takes care of.
        if (!inCell(isPlainCode, raw) || inCell(mayBePersonal, raw)) return;
        note('isPlainCode');
        expect([diagnosisCode(raw), procedureCode(raw)]).toEqual([raw, raw]);
        const { discharge, reasons } = reader.read(['c', raw, raw, raw, raw], 1);
        expect({ ...discharge, reasons }).toMatchObject({
          principalDiagnosis: raw,
          secondaryDiagnoses: [raw],
          principalProcedure: raw,
          otherProcedures: [raw],
          reasons: [],
        });
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test.each([
    ['a diagnosis', 'I63.900', true],
    ['the place-holder', 'I10.x00', true],
    ['a procedure', '37.5100x001', true],
    ['a pair', 'D51.003+G32.0*', true],
    ['a capital place-holder', 'I10.X00', false],
    ['chapter X, which is a place-holder in procedures', 'X59.900', false],
    ['a small first letter', 'i63.900', false],
    ['a blank', 'I63.900 ', false],
    ['one sign', 'I', false],
    ['a second sign that is no digit', 'NULL', false],
  ])('%s: %j', (_why, raw, expected) => expect(inCell(isPlainCode, raw)).toBe(expected));
});
