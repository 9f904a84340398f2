import { departmentCode } from '../../grouper/index.js';
import type { DischargeDraft } from './discharge-draft.js';
import type { SourceRow } from './source-row.js';
import { readDisposition } from './values/code-lists.js';
import { hoursOf, readHours } from './values/read-duration.js';
import { daysBetween, readMoment, type Moment } from './values/read-moment.js';
import { readDecimal, readWholeNumber } from './values/read-number.js';

/** Which date columns have the form `M/d/yyyy`, as far as the beginning of the file shows. */
export type MonthFirstFields = ReadonlySet<'admissionDate' | 'dischargeDate'>;

/** Reads the dates, the length of stay, department and disposition. @returns The admission, for the age. */
export function readStay(row: SourceRow, draft: DischargeDraft, monthFirst: MonthFirstFields): Moment | undefined {
  const admission = readDate(row, draft, 'admissionDate', monthFirst);
  const discharge = readDate(row, draft, 'dischargeDate', monthFirst);
  const days = admission === undefined || discharge === undefined ? undefined : daysBetween(admission, discharge);
  if (days !== undefined && days < 0) draft.note('discharge-before-admission');
  readLengthOfStay(row, draft, days);
  const department = row.text('department');
  if (department !== '') draft.set('department', departmentCode(department));
  const way = row.text('disposition');
  if (way === '') return admission;
  const disposition = readDisposition(way);
  if (disposition === undefined) draft.note('value-ignored', `${row.header('disposition')}=${way}`);
  draft.set('disposition', disposition);
  return admission;
}

function readDate(row: SourceRow, draft: DischargeDraft, field: 'admissionDate' | 'dischargeDate', monthFirst: MonthFirstFields) {
  const text = row.text(field);
  if (text === '') return undefined;
  const moment = readMoment(text, monthFirst.has(field));
  if (moment === undefined) draft.unreadable(row.header(field), text);
  draft.set(field, moment?.date);
  return moment;
}

function readLengthOfStay(row: SourceRow, draft: DischargeDraft, daysByDates: number | undefined): void {
  const byDates = daysByDates === undefined || daysByDates < 0 ? undefined : Math.max(1, daysByDates);
  const cell = row.text('lengthOfStayDays');
  const text = cell.endsWith('天') ? cell.slice(0, -1) : cell;
  if (text === '') {
    draft.set('lengthOfStayDays', byDates);
    return;
  }
  const stated = readWholeNumber(text);
  if (stated === undefined || stated < 0) {
    draft.unreadable(row.header('lengthOfStayDays'), text);
    return;
  }
  if (stated === 0) draft.note('length-of-stay-zero');
  draft.set('lengthOfStayDays', Math.max(1, stated));
  if (byDates !== undefined && Math.abs(Math.max(1, stated) - byDates) > 1) {
    draft.note('length-of-stay-differs', `${row.header('lengthOfStayDays')}=${stated}, ${byDates}`);
  }
}

/** Reads the hours in intensive care and on a ventilator. */
export function readCareHours(row: SourceRow, draft: DischargeDraft): void {
  const stated = row.text('icuHours');
  draft.set('icuHours', stated === '' ? icuHoursOfStays(row, draft) : readHoursOf(row.header('icuHours'), stated, draft));
  const ventilator = row.text('ventilatorHours');
  if (ventilator !== '') {
    draft.set('ventilatorHours', readHoursOf(row.header('ventilatorHours'), ventilator, draft));
    return;
  }
  const parts = (['ventilatorDayPart', 'ventilatorHourPart', 'ventilatorMinutePart'] as const).map((field) => {
    const text = row.text(field);
    if (text === '') return undefined;
    const number = readDecimal(text);
    if (number === undefined || number < 0) draft.unreadable(row.header(field), text);
    return number;
  });
  if (parts.some((part) => part !== undefined))
    draft.set('ventilatorHours', hoursOf(parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0));
}

/** Per stay the stated total, else exit less entry; summed in minutes, so that nothing is rounded. */
function icuHoursOfStays(row: SourceRow, draft: DischargeDraft): number | undefined {
  if (!row.has('icuTotals') && !row.has('icuEntryTimes')) return undefined;
  const totals = row.cells('icuTotals');
  const entries = row.cells('icuEntryTimes');
  const exits = row.cells('icuExitTimes');
  let minutes: number | undefined;
  for (let stay = 0; stay < Math.max(totals.length, entries.length); stay++) {
    const total = totals[stay];
    if (total !== undefined && total.text !== '') {
      const hours = readHoursOf(total.header, total.text, draft);
      if (hours !== undefined) minutes = (minutes ?? 0) + hours * 60;
      continue;
    }
    const between = minutesBetween(entries[stay]?.text ?? '', exits[stay]?.text ?? '');
    if (between !== undefined) minutes = (minutes ?? 0) + between;
    else if ((entries[stay]?.text ?? '') !== '') draft.note('value-ignored', `${entries[stay]!.header}=${entries[stay]!.text}`);
  }
  return minutes === undefined ? undefined : minutes / 60;
}

/** Minutes from entry to exit; undefined where either has no time of day or they are the wrong way round. */
export function minutesBetween(entry: string, exit: string): number | undefined {
  const [from, until] = [readMoment(entry), readMoment(exit)];
  if (from?.minutes === undefined || until?.minutes === undefined) return undefined;
  const minutes = daysBetween(from, until) * 1440 + until.minutes - from.minutes;
  return minutes < 0 ? undefined : minutes;
}

function readHoursOf(header: string, text: string, draft: DischargeDraft): number | undefined {
  const hours = readHours(text);
  if (hours === undefined) draft.unreadable(header, text);
  return hours;
}
