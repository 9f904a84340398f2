import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { departmentCode, diagnosisCode, procedureCode } from '../../../grouper/index.js';

/** Codes as the national dictionaries shape them: place-holder, extension, dagger pair. */
const digit = fc.constantFrom(...'0123456789');
const digits = (count: number) => fc.array(digit, { minLength: count, maxLength: count }).map((signs) => signs.join(''));
const extension = fc.oneof(
  fc.constant(''),
  digits(3).map((text) => `x${text}`),
);
const diagnosis = fc
  .tuple(
    fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
    digits(2),
    fc.oneof(
      digits(3),
      digits(2).map((text) => `x${text}`),
    ),
    extension,
    fc.oneof(
      fc.constant(''),
      digits(2).map((text) => `+G${text}*`),
      digits(3).map((text) => `+X${text.slice(0, 2)}.${text.slice(2)}*`),
    ),
  )
  .map(([chapter, category, subdivision, more, asterisk]) => `${chapter}${category}.${subdivision}${more}${asterisk}`);
const procedure = fc
  .tuple(
    digits(2),
    fc.oneof(
      digits(4),
      digits(3).map((text) => `${text.slice(0, 1)}x${text.slice(1)}`),
    ),
    extension,
  )
  .map(([category, subdivision, more]) => `${category}.${subdivision}${more}`);

const fullWidth = (code: string) => code.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

describe('diagnosisCode', () => {
  test.each([
    ['a code as the national edition prints it', 'K35.800', 'K35.800'],
    ['lower case', 'k35.800', 'K35.800'],
    ['the place-holder in upper case', 'I10.X00', 'I10.x00'],
    ['the extension in upper case', 'K35.800X002', 'K35.800x002'],
    ['chapter X keeps its capital', 'x34.900X091', 'X34.900x091'],
    ['chapter X alone', 'x', 'X'],
    ['chapter X in the asterisk half is lower case, as in both halves of every source', 'a01.002+x17.0*', 'A01.002+x17.0*'],
    ['blanks around and inside', ' K35 .800\t', 'K35.800'],
    ['full-width blanks and no-break spaces', '\u3000K35.800\u00a0', 'K35.800'],
    ['a byte-order mark and zero-width spaces', '\ufeffK35\u200b.800', 'K35.800'],
    ['the quote by which spreadsheets keep text', "'K35.800", 'K35.800'],
    ['quotes around', '"K35.800"', 'K35.800'],
    ['full-width signs', 'Ｋ３５．８００', 'K35.800'],
    ['an ideographic full stop', 'K35。800', 'K35.800'],
    ['a half-width ideographic full stop', 'K35｡800', 'K35.800'],
    ['a middle dot', 'K35·800', 'K35.800'],
    ['a dagger', 'A01.002†G01*', 'A01.002+G01*'],
    ['a double dagger', 'A01.002‡G01∗', 'A01.002+G01*'],
    ['a full-width plus and asterisk', 'A01.002＋G01＊', 'A01.002+G01*'],
    ['a category is not made longer', 'i10', 'I10'],
    ['a lone asterisk code stays one', 'g01*', 'G01*'],
    ['nothing', '', ''],
    ['blanks alone', ' \u3000', ''],
  ])('%s: %j is %j', (_why, raw, normal) => {
    expect(diagnosisCode(raw)).toBe(normal);
  });

  test('a code of the national shape is its own normal form, also from lower case and from full-width signs', () => {
    fc.assert(
      fc.property(diagnosis, (code) => {
        const normal = diagnosisCode(code);
        // Only an asterisk half of chapter X would change, and there is none.
        if (!code.includes('+X')) expect(normal).toBe(code);
        for (const spelling of [code.toLowerCase(), fullWidth(code), ` ${code} `]) expect(diagnosisCode(spelling)).toBe(normal);
      }),
    );
  });
});

describe('procedureCode', () => {
  test.each([
    ['a code as the national edition prints it', '36.0600', '36.0600'],
    ['the extension in upper case', '39.9500X007', '39.9500x007'],
    ['the place-holder in upper case', '54.4X00X054', '54.4x00x054'],
    ['letters of Chinese medicine are upper case', '17.912a0', '17.912A0'],
    ['the irregular four-digit extension', '86.700X0013', '86.700x0013'],
    ['full-width signs', '３９．７２０３', '39.7203'],
    ['a leading x is an extension sign as any other', 'X1', 'x1'],
    ['what a spreadsheet made of a code is not guessed here', '36.06', '36.06'],
  ])('%s: %j is %j', (_why, raw, normal) => {
    expect(procedureCode(raw)).toBe(normal);
  });

  test('a code of the national shape is its own normal form, also from upper case and from full-width signs', () => {
    fc.assert(
      fc.property(procedure, (code) => {
        for (const spelling of [code, code.toUpperCase(), fullWidth(code), `'${code}`])
          expect(procedureCode(spelling)).toBe(code);
      }),
    );
  });
});

describe('departmentCode', () => {
  test.each([
    ['digits', '0301', '0301'],
    ['the letter and the point of the national form', 'A03.01', '0301'],
    ['the zero that spreadsheets lose', '301', '0301'],
    ['a whole department', '3', '03'],
    ['intensive care', 'A28', '28'],
    ['full-width signs', 'Ａ０３．０１', '0301'],
    ["a region's own word", ' icu ', 'ICU'],
    ['nothing', '', ''],
  ])('%s: %j is %j', (_why, raw, normal) => {
    expect(departmentCode(raw)).toBe(normal);
  });
});

describe('the normal forms', () => {
  test.each([
    ['diagnosisCode', diagnosisCode],
    ['procedureCode', procedureCode],
    ['departmentCode', departmentCode],
  ])('%s of a normal form is the same again, whatever the text', (_name, normalForm) => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'AaXx09.+*†‡＊∗·。 \'"ＡＸ０．\u3000\u200b岁'), maxLength: 12 }),
      diagnosis,
      procedure,
    );
    fc.assert(
      fc.property(text, (raw) => {
        expect(normalForm(normalForm(raw))).toBe(normalForm(raw));
      }),
      { numRuns: 2_000 },
    );
  });
});
