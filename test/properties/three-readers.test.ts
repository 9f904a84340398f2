// The same case under the same scheme, read three ways: compiled, explained and by a plain interpreter.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DrgGrouper, type Discharge, type Explanation } from '../../grouper/index.js';
import { packageRoot, readDrgScheme } from '../../reference-data/index.js';
import { PlainInterpreter, type PlainAnswer } from '../plain-interpreter.js';
import { compiled, compiledWorkbook, type ReadyScheme } from '../read-scheme.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../shared-material.js';
import { SeededRandom } from '../../reference-data/demo/seeded-random.js';
import { RandomWorkbookCases } from './random-workbook-case.js';
import { randomDischarge, randomEdition, randomTables } from './random-scheme.js';

const SCHEMES = 2000;
const CASES_OF_A_SCHEME = 40;
const WORKBOOK_CASES = 10_000;
const STARTER_CASES = 5_000;
const SEED = 20_260_101;

// As lines of text, since so many are compared.
const inOneLine = ({ status, mdc, adrg, drg, severity }: PlainAnswer) => `${status} ${mdc}/${adrg}/${drg} ${severity}`;

/** Codes of the rows that the evidence ends with: what a reader of it would take for the answer. */
function rowsThatDecided({ mdcs }: Explanation, whenNoDrgRow: 'adrg' | 'next') {
  const mdc = mdcs.at(-1);
  const adrg = mdc?.holds === true ? mdc.adrgs?.at(-1) : undefined;
  const drg = adrg?.holds === true ? adrg.drgs?.at(-1) : undefined;
  if (mdc === undefined || adrg?.holds !== true) return undefined;
  if (drg?.holds === true) return { mdc: mdc.code, row: drg.code };
  return whenNoDrgRow === 'adrg' ? { mdc: mdc.code, row: adrg.code } : undefined;
}

/** The compiled scheme finds what the plain interpreter finds. */
function expectSameGroup(grouper: DrgGrouper, plain: PlainInterpreter, discharge: Discharge): PlainAnswer {
  const expected = plain.group(discharge);
  const result = grouper.group(discharge);
  assert.equal(result.status === 'invalid' ? 'invalid' : inOneLine(result), inOneLine(expected));
  return expected;
}

/** The explanation says the same, and its evidence leads there. */
function expectSameEvidence(grouper: DrgGrouper, discharge: Discharge, expected: PlainAnswer): void {
  const explanation = grouper.explain(discharge);
  const { result, complications } = explanation;
  assert.equal(result.status === 'invalid' ? 'invalid' : inOneLine(result), inOneLine(expected));
  const decided = rowsThatDecided(explanation, grouper.compiled.edition.whenNoDrgRow);
  // Parts of one ADRG have the code before the underscore.
  const found = decided === undefined ? '/0000' : `${decided.mdc}/${decided.row.replace(/_.*/, '')}`;
  assert.equal(found, `${expected.mdc}/${expected.drg}`);
  const counted = complications.filter(({ excluded }) => !excluded).map(({ level }) => level);
  assert.equal(counted.includes('MCC') ? 'mcc' : counted.includes('CC') ? 'cc' : 'none', expected.severity);
}

/** All agree on cases that aim at every ADRG of a scheme. */
function expectAgreementOnRandomCases(scheme: ReadyScheme, count: number): void {
  const [grouper, plain] = [new DrgGrouper(scheme, scheme.scheme), new PlainInterpreter(scheme.scheme)];
  const cases = new RandomWorkbookCases(scheme.scheme, new SeededRandom(SEED));
  const adrgs = new Set<string>();
  for (let i = 0; i < count; i++) {
    const discharge = cases.next();
    const answer = expectSameGroup(grouper, plain, discharge);
    // Explaining takes a hundred times as long.
    if (i % 5 === 0) expectSameEvidence(grouper, discharge, answer);
    adrgs.add(answer.adrg);
  }
  expect(adrgs.size, 'most ADRGs are met').toBeGreaterThan(scheme.adrgOutcomes.length / 2);
}

describe('compiled, explained and plain', () => {
  test(`agree on random cases under random schemes: ${SCHEMES} schemes with ${CASES_OF_A_SCHEME} cases each`, () => {
    const statuses = new Map<string, number>();
    const cases = fc.array(randomDischarge, { minLength: CASES_OF_A_SCHEME, maxLength: CASES_OF_A_SCHEME });
    fc.assert(
      fc.property(randomTables, randomEdition, cases, (tables, edition, discharges) => {
        const scheme = compiled(tables, edition);
        const [grouper, plain] = [new DrgGrouper(scheme, scheme.scheme), new PlainInterpreter(scheme.scheme)];
        for (const discharge of discharges) {
          const answer = expectSameGroup(grouper, plain, discharge);
          expectSameEvidence(grouper, discharge, answer);
          const { status } = answer;
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }),
      { numRuns: SCHEMES },
    );
    // A generator under which hardly anything matches would prove nothing.
    for (const status of ['grouped', 'ambiguous', 'ungrouped']) expect(statuses.get(status)).toBeGreaterThan(SCHEMES);
  });

  test(`agree on ${STARTER_CASES} random cases of the starter scheme, which is all patterns, seed ${SEED}`, async () => {
    const { manifest, tables } = await readDrgScheme(join(packageRoot(), 'reference-data', 'schemes', 'chs-drg-starter'));
    expectAgreementOnRandomCases(compiled(tables, manifest), STARTER_CASES);
  });

  test.skipIf(!sharedIsThere).each([
    ['chs-drg-1.1.xlsx', 'birth', 'adrg'],
    ['chs-drg-1.1.xlsx', 'admission', 'next'],
    ['chs-drg-3.0-shape.xlsx', 'admission', 'adrg'],
  ] as const)(
    `agree on ${WORKBOOK_CASES} random cases of %s (weight at %s, without DRG row %s), seed ${SEED}${WHEN_SHARED_IS_THERE}`,
    async (workbook, newbornWeight, whenNoDrgRow) => {
      const scheme = await compiledWorkbook(shared('reference', workbook), { newbornWeight, whenNoDrgRow });
      expectAgreementOnRandomCases(scheme, WORKBOOK_CASES);
    },
  );
});
