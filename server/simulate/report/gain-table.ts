import type { PageSection } from '../../html/html-page.js';
import { htmlTable } from '../../html/html-table.js';
import { fundName } from '../../fund-name.js';
import { counted, numberColumn, shown, textColumn } from '../../settlement/report/report-text.js';
import { DIMENSION_TITLES } from '../dimension-titles.js';
import type { Dimension } from '../gains-and-losses.js';
import { differenceOf, percentOf, type Simulated, type ToldRow } from '../simulated.js';

/** Every row of a dimension. */
export function gainTable({ gains }: Simulated, dimension: Dimension): PageSection {
  return { title: DIMENSION_TITLES[dimension], content: tableOfGains(gains.filter((row) => row.dimension === dimension)) };
}

/** Rows as a table, the key by itself where it is not the fund. @param name What a key is called. */
export function tableOfGains(rows: readonly ToldRow[], name = (key: string): string => key): string {
  const isOfFunds = rows.every(({ dimension }) => dimension === 'fund');
  const isInPool = rows.some(({ samePool }) => samePool !== undefined);
  const columns = [
    textColumn('基金', 'fund'),
    ...(isOfFunds ? [] : [{ ...textColumn('项', 'of'), isLong: true }]),
    numberColumn('病例', 'cases'),
    numberColumn('受益', 'gaining'),
    numberColumn('受损', 'losing'),
    numberColumn('现行', 'now'),
    numberColumn('模拟', 'simulated'),
    numberColumn('差额', 'difference'),
    numberColumn('%', '%'),
    ...(isInPool ? [numberColumn('总额不变时', 'same pool')] : []),
  ];
  const cells = (row: ToldRow) => [
    fundName(row.fund),
    ...(isOfFunds ? [] : [name(row.key)]),
    ...[row.cases, row.gaining, row.losing].map(counted),
    ...[row.before, row.after, differenceOf(row)].map(shown),
    percentOf(row),
    ...(row.samePool === undefined ? [] : [shown(row.samePool)]),
  ];
  return htmlTable(columns, rows.map(cells));
}
