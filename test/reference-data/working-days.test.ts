import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { WorkingDays } from '../../reference-data/index.js';

describe('WorkingDays', () => {
  const days = WorkingDays.read();

  test.each([
    ['a Wednesday', '2026-03-04', true],
    ['a Sunday', '2026-03-08', false],
    ['a Friday in the new year holiday', '2026-01-02', false],
    ['the Sunday that makes up for it', '2026-01-04', true],
    ['the Saturday before the spring festival', '2026-02-14', true],
    ['the first day of the spring festival', '2026-02-15', false],
    ['its last, a Monday', '2026-02-23', false],
    ['the day after', '2026-02-24', true],
    ['the Saturday that makes up for national day', '2026-10-10', true],
  ])('%s, %s: %s', (_why, day, isWorking) => {
    expect(days.isWorkingDay(day)).toBe(isWorking);
  });

  test('fifteen working days after a holiday begins', () => {
    // 2026-02-14: from Tuesday 24 Feb, with Saturday 28 Feb: 24-28 Feb (5), 2-6 (10), 9-13 March (15)
    expect(days.after('2026-02-14', 15)).toBe('2026-03-13');
    expect(days.after('2026-02-14', 0)).toBe('2026-02-14');
  });

  test('a year whose notice is not known is no guess', () => {
    expect(() => days.isWorkingDay('2030-01-02')).toThrow(/2030/);
  });

  test.each([
    ['other columns', 'day,kind\n', 'line 1'],
    ['a day that is none', 'from,until,kind,name,document,number\n2027-02-29,2027-03-01,holiday,a,b,c\n', 'line 2'],
    ['another kind', 'from,until,kind,name,document,number\n2027-01-01,2027-01-01,feast,a,b,c\n', 'feast'],
    ['a day without its document', 'from,until,kind,name,document,number\n2027-01-01,2027-01-01,holiday,a,,c\n', 'document'],
  ])('a table with %s is refused', (_why, text, words) => {
    const path = join(mkdtempSync(join(tmpdir(), 'dianzhi-test-')), 'holidays.csv');
    writeFileSync(path, text);
    expect(() => WorkingDays.read(path)).toThrow(words);
  });
});
