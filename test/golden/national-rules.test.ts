// The rules of the national 3.0 workbook, one a line, lie beside the project on some machines.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseRule, printRule } from '../../grouper/index.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../shared-material.js';

const lines = sharedIsThere ? readFileSync(shared('reference', 'chs-drg-3.0-rules.tsv'), 'utf8').trimEnd().split('\n') : [];
const [header = '', ...records] = lines.map((line) => line.replace(/\r$/, ''));
const ruleColumn = header.split('\t').indexOf('rule');
const rules = records.map((record) => record.split('\t')[ruleColumn]!);

/** The tree of a rule, or why it has none. */
function treeOf(rule: string): unknown {
  try {
    return parseRule(rule);
  } catch (error) {
    return `${rule} ${String(error)}`;
  }
}

describe.skipIf(!sharedIsThere)(`the rules of CHS-DRG 3.0${WHEN_SHARED_IS_THERE}`, () => {
  test('there are 1,433 rows: 26 MDC, 537 ADRG and 870 DRG', () => {
    expect(rules).toHaveLength(26 + 537 + 870);
  });

  test('every rule parses', () => {
    expect(rules.map(treeOf).filter((tree) => typeof tree === 'string')).toEqual([]);
  });

  test('every rule, printed and parsed again, gives the same tree', () => {
    for (const rule of new Set(rules)) expect(parseRule(printRule(parseRule(rule)))).toEqual(parseRule(rule));
  });

  test('24 ADRG rows, 537 DRG rows and one MDC have no rule text and are always true', () => {
    expect(rules.filter((rule) => parseRule(rule).kind === 'always')).toHaveLength(24 + 537 + 1);
  });
});
