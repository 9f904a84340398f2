import type { FundAssessment } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';
import { textTable } from '../cli/text-table.js';
import { fundName } from '../fund-name.js';
import type { AssessedYear } from './cleared-years.js';
import { clearedTables } from './cleared-tables.js';
import { fundRiskTables, prepaymentText } from './fund-risk-tables.js';

/** An assessment for the terminal. @param years That were cleared, where runs of them are known. */
export function printFundRisk(assessment: FundAssessment, years: readonly AssessedYear[], language: Language): string {
  const all = [...fundRiskTables(assessment), ...(years.length === 0 ? [] : clearedTables(years))];
  const tables = all.map(({ title, columns, rows }) =>
    [
      title[language],
      ...textTable(
        columns.map((column) => ({ ...column, title: column.title[language] })),
        rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell[language]))),
      ),
      '',
    ].join('\n'),
  );
  return [`== ${fundName(assessment.fund)[language]} ==`, ...tables, prepaymentText(assessment)[language], ''].join('\n');
}
