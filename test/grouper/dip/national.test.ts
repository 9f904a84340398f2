import { describe, expect, test } from 'vitest';
import { compileDirectory, DipGrouper } from '../../../grouper/index.js';
import { nationalDipPolicy, readDipTables, type DipTables } from '../../../reference-data/index.js';
import { dischargeOfRow } from '../../discharge-of-row.js';
import { PlainDipInterpreter } from '../../plain-dip-interpreter.js';
import { readLabelled, readTabbed, shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../shared-material.js';
import { ATTRIBUTES, dipCase, EDITION } from './directory-of.js';

const sample = (): Promise<DipTables> => readDipTables(shared('reference', 'dip-3.0-sample')).then(({ tables }) => tables);

const grouperOf = (tables: DipTables) => new DipGrouper(compileDirectory(EDITION, tables, nationalDipPolicy(), ATTRIBUTES));

/** One check case needs a row that the sample leaves out: an endoscopy that may be main only within a range of diagnoses. */
const LIMITED = {
  code: '44.1300x001',
  name: '',
  kind: 'limited',
  scope: 'A00-A09|C15-C26|D01|D12|D13|D37|I85|K20-K93',
} as const;

describe.skipIf(!sharedIsThere)(`the sample of the national directory${WHEN_SHARED_IS_THERE}`, () => {
  test('every check case comes to its group, and every tie is told', async () => {
    const tables = await sample();
    const grouper = grouperOf({ ...tables, excludedProcedures: [...tables.excludedProcedures, LIMITED] });
    const differences: string[] = [];
    const rows = readTabbed(shared('reference', 'dip-3.0-sample', 'check-cases.tsv'));
    for (const row of rows) {
      const list = (column: string) => (row[column] ? row[column].split(';') : []);
      const newborn = row['age_days']
        ? { ageYears: 0, ageDays: Number(row['age_days']), birthWeightGrams: Number(row['birth_weight_g']) }
        : {};
      const procedures = [row['main_procedure'] || '-', ...list('related_procedures')];
      const result = grouper.group(dipCase(row['main_dx']!, procedures, list('other_dx'), newborn));
      const group = result.status === 'grouped' ? result.group : (result.reasons[0]?.code ?? '');
      const expected = row['expected']!;
      const isRight = expected.startsWith('not_')
        ? !group.startsWith(expected.slice('not_'.length))
        : group === (expected === 'excluded_dx' ? 'diagnosis-excluded' : expected);
      const tie = row['tie_with'];
      const isTold =
        !tie || result.reasons.some(({ code, detail }) => code === 'tie-decided' && detail?.split('+').includes(tie));
      if (!isRight || !isTold) differences.push(`${row['id']} ${expected} ${tie}: ${JSON.stringify(result)}`);
    }
    expect(differences).toEqual([]);
    expect(rows.length).toBe(81);
  });

  test('all labelled cases agree: grouper, evidence and plain interpreter', async () => {
    const tables = await sample();
    const grouper = grouperOf(tables);
    const plain = new PlainDipInterpreter(tables);
    const rows = readLabelled(shared('cases', 'dip-3.0-sample-cases.csv'));
    const differences: string[] = [];
    for (const [place, row] of rows.entries()) {
      const discharge = dischargeOfRow(row);
      const result = grouper.group(discharge);
      const group = result.status === 'grouped' ? result.group : '';
      if (result.status !== row['expectedStatus'] || group !== row['expectedGroup'])
        differences.push(`${row['caseId']} ${group}`);
      // The other two look at every row of the directory; a part of the cases is enough for them.
      if (place % 5 !== 0) continue;
      grouper.explain(discharge); // asserts by itself that its evidence holds for the group
      if ((plain.group(discharge) ?? '') !== row['expectedGroup']) differences.push(`${row['caseId']} plain`);
    }
    expect(differences).toEqual([]);
    expect(rows.length).toBe(5000);
  });
});
