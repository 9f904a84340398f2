import { describe, expect, test } from 'vitest';
import { columnOf, dateText, meaningOfFormat, numberText } from '../../reference-data/spreadsheet/cell-text.js';

describe('dateText', () => {
  test.each([
    ['midnight is the date alone', '45658', false, '2025-01-01'],
    ['noon', '45658.5', false, '2025-01-01 12:00:00'],
    ['the day before the epoch of Unix', '25568', false, '1969-12-31'],
    ['a second that floats miss', '45658.520833333336', false, '2025-01-01 12:30:00'],
    ['before the 29 February 1900 that never was', '59', false, '1900-02-28'],
    ['after it', '61', false, '1900-03-01'],
    ['a time without a day', '0.5', false, '12:00:00'],
    ['counted from 1904', '44196', true, '2025-01-01'],
    ['below the calendar it stays a number', '-1', false, '-1'],
    ['beyond the calendar it stays a number', '2958466', false, '2958466'],
  ])('%s', (_why, stored, countsFrom1904, expected) => {
    expect(dateText(stored, countsFrom1904)).toBe(expected);
  });
});

describe('meaningOfFormat', () => {
  test.each([
    ['built-in date', 14, undefined, 'date'],
    ['built-in date of Chinese programs', 31, undefined, 'date'],
    ['built-in hours beyond a day', 46, undefined, 'number'],
    ['general', 0, 'General', 'number'],
    ['Chinese date', 176, 'yyyy"年"m"月"d"日";@', 'date'],
    ['with locale and colour', 177, '[$-804][Red]yyyy/m/d h:mm', 'date'],
    ['a colour is no day', 178, '[Red]0.00', 'number'],
    ['a quoted word is no date', 179, '0"days"', 'number'],
    ['scientific', 180, '0.00E+00', 'number'],
    ['elapsed hours', 181, '[h]:mm:ss', 'number'],
  ])('%s', (_why, id, code, expected) => {
    expect(meaningOfFormat(id, code)).toBe(expected);
  });
});

describe('numberText', () => {
  test.each([
    ['3', '3'],
    ['3.0', '3'],
    ['17.5', '17.5'],
    ['-0.10', '-0.1'],
    ['999999999999999', '999999999999999'],
    ['1000000000000000', '1E+15'],
    ['1.25E-9', '0.00000000125'],
    ['not a number', 'not a number'],
  ])('%s is %s', (stored, expected) => {
    expect(numberText(stored)).toBe(expected);
  });
});

describe('columnOf', () => {
  test.each([
    ['A1', 0],
    ['Z9', 25],
    ['AB7', 27],
    ['XFD1', 16_383],
    ['1', -1],
  ])('%s is column %i', (reference, expected) => {
    expect(columnOf(reference)).toBe(expected);
  });
});
