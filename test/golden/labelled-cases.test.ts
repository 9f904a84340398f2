// Two files of labelled cases lie beside the project on some machines: made once, with the group that each case must fall into.
import { describe, expect, test } from 'vitest';
import type { DrgEdition } from '../../reference-data/index.js';
import { dischargeOfRow } from '../discharge-of-row.js';
import { PlainInterpreter } from '../plain-interpreter.js';
import { compiledWorkbook, grouper } from '../read-scheme.js';
import { readLabelled, shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../shared-material.js';

interface LabelFile {
  readonly why: string;
  readonly workbook: string;
  readonly cases: string;
  readonly count: number;
  readonly newbornWeight: DrgEdition['newbornWeight'];
}

const LABEL_FILES: readonly LabelFile[] = [
  {
    why: 'CHS-DRG 1.1, newborns by birth weight',
    workbook: 'chs-drg-1.1.xlsx',
    cases: 'chs-drg-1.1-cases.csv',
    count: 19_977,
    newbornWeight: 'birth',
  },
  {
    why: 'the shape of CHS-DRG 3.0, newborns by weight at admission',
    workbook: 'chs-drg-3.0-shape.xlsx',
    cases: 'chs-drg-3.0-shape-cases.csv',
    count: 20_000,
    newbornWeight: 'admission',
  },
];

type Answer = Readonly<Record<'status' | 'mdc' | 'adrg' | 'drg', string>>;

const expectedOf = (row: Record<string, string>): Answer => ({
  status: row['expectedStatus']!,
  mdc: row['expectedMdc']!,
  adrg: row['expectedAdrg']!,
  drg: row['expectedDrg']!,
});

/** Status and group as one line; an invalid case has no group. */
const inOneLine = ({ status, mdc, adrg, drg }: Answer) => `${status} ${mdc}/${adrg}/${drg}`;

/** The rows on which someone answers otherwise, as lines that name case, expectation and answer. */
function differences(rows: readonly Record<string, string>[], answerOf: (row: Record<string, string>) => Answer): string[] {
  return rows.flatMap((row) => {
    const [expected, found] = [inOneLine(expectedOf(row)), inOneLine(answerOf(row))];
    return expected === found ? [] : [`${row['caseId']}: expected ${expected}, found ${found}`];
  });
}

describe.skipIf(!sharedIsThere).each(LABEL_FILES)(`$why${WHEN_SHARED_IS_THERE}`, (file) => {
  const rows = sharedIsThere ? readLabelled(shared('cases', file.cases)) : [];
  const scheme = sharedIsThere
    ? compiledWorkbook(shared('reference', file.workbook), { newbornWeight: file.newbornWeight })
    : undefined;

  test('the file has all the rows it is known to have', () => {
    expect(rows).toHaveLength(file.count);
  });

  test('DrgGrouper agrees with every row in status, MDC, ADRG and DRG', async () => {
    const one = grouper((await scheme)!);
    const found = differences(rows, (row) => {
      const result = one.group(dischargeOfRow(row));
      return result.status === 'invalid' ? { status: 'invalid', mdc: '', adrg: '', drg: '' } : result;
    });
    expect(found).toEqual([]);
  });

  test('the plain interpreter agrees with every row that is valid', async () => {
    const plain = new PlainInterpreter((await scheme)!.scheme);
    const valid = rows.filter((row) => row['expectedStatus'] !== 'invalid');
    expect(differences(valid, (row) => plain.group(dischargeOfRow(row)))).toEqual([]);
  });

  test('the explaining path agrees with every row', async () => {
    const one = grouper((await scheme)!);
    const found = differences(rows, (row) => {
      const { result } = one.explain(dischargeOfRow(row));
      return result.status === 'invalid' ? { status: 'invalid', mdc: '', adrg: '', drg: '' } : result;
    });
    expect(found).toEqual([]);
  });
});
