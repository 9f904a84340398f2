import type { MatchedColumns } from '../../reference-data/index.js';
import type { TableRow } from './find-header.js';
import type { MonthFirstFields } from './read-stay.js';
import { isMonthFirstColumn } from './values/read-moment.js';
import { statedText } from './values/stated-text.js';

/**
 * Finds the date columns that are written `M/d/yyyy`. One cell cannot tell it from `d/M/yyyy`, so every value of the column that the
 * beginning of the file holds has to be of that form and a day of the calendar.
 */
export function monthFirstFields(matched: MatchedColumns, sample: readonly TableRow[]): MonthFirstFields {
  const fields = (['admissionDate', 'dischargeDate'] as const).filter((field) => {
    const column = matched.columns.get(field)?.[0];
    if (column === undefined) return false;
    return isMonthFirstColumn(sample.map(({ cells }) => statedText(cells[column] ?? '')).filter((text) => text !== ''));
  });
  return new Set(fields);
}
