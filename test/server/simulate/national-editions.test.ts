// One national edition against the next, from the tables as they are published and cases whose groups are known in one of them.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseYuan, sumFen } from '../../../pricing/index.js';
import { csvLine } from '../../../reference-data/index.js';
import { readLabelled, shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../shared-material.js';
import { smallBudget, smallPolicy } from '../settlement/small-region.js';
import { rowsOf, Workplace } from '../tiny-workplace.js';

const CASES_OF_EACH = 1500;
const COLUMNS = [
  'sex',
  'ageYears',
  'ageDays',
  'birthWeightGrams',
  'admissionWeightGrams',
  'lengthOfStayDays',
  'disposition',
  'principalDiagnosis',
  'secondaryDiagnoses',
  'principalProcedure',
  'otherProcedures',
];
/** What the labels say of a case, by its number here. */
type Labels = ReadonlyMap<string, Readonly<Record<string, string>>>;

describe.skipIf(!sharedIsThere)(`dianzhi simulate, from CHS-DRG 1.1 to the shape of 3.0${WHEN_SHARED_IS_THERE}`, () => {
  const place = new Workplace();

  async function imported(scheme: string, workbook: string, newbornWeight: string): Promise<void> {
    const names = ['--id', scheme, '--newborn-weight', newbornWeight];
    const { code, stderr } = await place.dianzhiHere('import', 'drg-workbook', shared('reference', workbook), ...names);
    expect(code, stderr).toBe(0);
    const groups = rowsOf(place.text(join('data', 'schemes', scheme, 'drg.csv'))).map((row) => row['code']!);
    // Invented: from 0.30 to 4.20
    const weights = [...new Set(groups)].map((group, at) => csvLine([group, `${((at % 40) + 3) / 10}`]));
    place.file(`${scheme}.csv`, `drg,relativeWeight\n${weights.join('')}`);
    const words = ['--scheme', scheme, '--policy', 'policy.yaml', '--source', 'test'];
    const weighed = await place.dianzhiHere('import', 'weights', `${scheme}.csv`, ...words);
    expect(weighed.code, weighed.stderr).toBe(0);
  }

  /** Labelled cases with what settling asks of them. */
  function cases(prefix: string, file: string): { readonly lines: readonly string[]; readonly labels: Labels } {
    const rows = readLabelled(shared('cases', file)).slice(0, CASES_OF_EACH);
    const labels = new Map(rows.map((row, at) => [`${prefix}${at}`, row]));
    const lines = rows.map((row, at) =>
      csvLine([
        `${prefix}${at}`,
        `H${at % 7}`,
        '3',
        'resident',
        '2026-03-01',
        '15000.00',
        '0',
        '0',
        ...COLUMNS.map((name) => row[name] ?? ''),
      ]),
    );
    return { lines, labels };
  }

  test('every case has on each side the group that is known of it, and both sides give out the whole budget', async () => {
    place.file('policy.yaml', smallPolicy());
    place.file('budget.yaml', smallBudget({ income: '30000000' }));
    await imported('edition-1.1', 'chs-drg-1.1.xlsx', 'birth');
    await imported('edition-3.0', 'chs-drg-3.0-shape.xlsx', 'admission');
    const [older, newer] = [cases('A', 'chs-drg-1.1-cases.csv'), cases('B', 'chs-drg-3.0-shape-cases.csv')];
    const head = [
      'caseId',
      'hospitalId',
      'hospitalLevel',
      'insuranceType',
      'dischargeDate',
      'totalCharges',
      'patient',
      'otherFunds',
      ...COLUMNS,
    ];
    place.file('year.csv', [csvLine(head), ...older.lines, ...newer.lines].join(''));
    const words = [
      '--input',
      'year.csv',
      '--policy',
      'policy.yaml',
      '--budget',
      'budget.yaml',
      '--scheme',
      'edition-1.1',
      '--to-scheme',
      'edition-3.0',
    ];
    const { code, stdout, stderr } = await place.dianzhiHere('simulate', ...words, '--cases', 'told.csv', '--threads', '2', '--json');
    expect(code, stderr).toBe(0);

    const told = rowsOf(place.text('told.csv'));
    expect(told).toHaveLength(2 * CASES_OF_EACH);
    const wrong = told.filter(({ caseId, mdc, groupBefore, groupAfter }) => {
      const [old, next] = [older.labels.get(caseId!), newer.labels.get(caseId!)];
      if (old !== undefined) return groupBefore !== old['expectedDrg'] || mdc !== old['expectedMdc'];
      return groupAfter !== next!['expectedDrg'];
    });
    expect(wrong).toEqual([]);

    const { before, after, redistribution } = JSON.parse(stdout) as {
      readonly before: { readonly unpaid: Readonly<Record<string, number>> };
      readonly after: { readonly unpaid: Readonly<Record<string, number>> };
      readonly redistribution: readonly Readonly<Record<string, string>>[];
    };
    for (const dimension of ['fund', 'hospital', 'mdc', 'severity', 'method'])
      for (const side of ['before', 'after']) {
        const some = redistribution.filter((row) => row['dimension'] === dimension);
        expect(sumFen(some.map((row) => parseYuan(row[side]!)))).toBe(parseYuan('30000000.00'));
      }
    const unpaid = (column: string) => told.filter((row) => row[column] === '').length;
    const counted = (some: Readonly<Record<string, number>>) => Object.values(some).reduce((sum, count) => sum + count, 0);
    expect([counted(before.unpaid), counted(after.unpaid)]).toEqual([unpaid('paidBefore'), unpaid('paidAfter')]);
  });
});
