import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCalendarDate } from '../calendar-date.js';
import { parseCsv } from '../csv/parse-csv.js';
import { ReferenceDataError } from '../errors.js';
import { packageRoot } from '../package-root.js';

/** Days of a notice of the State Council: off work, or made up for by working. Both ends belong to it. */
export interface HolidayRow {
  readonly from: string;
  readonly until: string;
  readonly kind: 'holiday' | 'working';
  readonly name: string;
  readonly document: string;
  readonly number: string;
}

const COLUMNS = ['from', 'until', 'kind', 'name', 'document', 'number'] as const;

/** The calendar of working days: weeks of five days, holidays, and the weekend days on which they are made up for (调休上班). */
export class WorkingDays {
  readonly #kinds = new Map<string, HolidayRow['kind']>();
  readonly #years = new Set<string>();

  constructor(rows: readonly HolidayRow[]) {
    for (const { from, until, kind } of rows) {
      this.#years.add(from.slice(0, 4));
      for (let day = from; day <= until; day = dayAfter(day)) this.#kinds.set(day, kind);
    }
  }

  /** Reads the notices that are shipped, or a file of the same columns. @throws REFERENCE_DATA_HOLIDAYS_INVALID */
  static read(path = join(packageRoot(), 'reference-data', 'calendar', 'holidays.csv')): WorkingDays {
    const [header, ...records] = parseCsv(readFileSync(path, 'utf8'), path);
    const invalid = (line: number, why: string) => new ReferenceDataError('REFERENCE_DATA_HOLIDAYS_INVALID', { path, line, why });
    if (header?.fields.join() !== COLUMNS.join()) throw invalid(1, COLUMNS.join());
    const rows = records.map(({ fields, line }): HolidayRow => {
      const [from = '', until = '', kind = '', name = '', document = '', number = ''] = fields;
      if (!isCalendarDate(from) || !isCalendarDate(until) || from > until) throw invalid(line, `${from} – ${until}`);
      if (kind !== 'holiday' && kind !== 'working') throw invalid(line, kind);
      if (name === '' || document === '' || number === '') throw invalid(line, 'name, document, number');
      return { from, until, kind, name, document, number };
    });
    return new WorkingDays(rows);
  }

  /** @param day `YYYY-MM-DD` @throws REFERENCE_DATA_YEAR_WITHOUT_HOLIDAYS for a year whose notice is not known: no day is guessed. */
  isWorkingDay(day: string): boolean {
    if (!this.#years.has(day.slice(0, 4)))
      throw new ReferenceDataError('REFERENCE_DATA_YEAR_WITHOUT_HOLIDAYS', { year: day.slice(0, 4) });
    const kind = this.#kinds.get(day);
    if (kind !== undefined) return kind === 'working';
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  /** The day that so many working days after a day end with; the day itself does not count. */
  after(day: string, workingDays: number): string {
    let at = day;
    for (let left = workingDays; left > 0;) {
      at = dayAfter(at);
      if (this.isWorkingDay(at)) left--;
    }
    return at;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
