import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosisCode, procedureCode, type DipGrouper, type DipResult, type Discharge } from '../../../../grouper/index.js';
import { LOSING_REASONS } from '../../../../grouper/dip/dip-result.js';
import { NO_ROW } from '../../../../grouper/dip/flat/flat-directory.js';
import { DipKernel } from '../../../../grouper/dip/kernel/dip-kernel.js';
import type { IntegerStack } from '../../../../grouper/dip/kernel/integer-stack.js';
import { NOWHERE } from '../../../../grouper/dip/kernel/kernel-case.js';
import { DIP_LAYERS, readDipTables, SELECTION_STEPS, TREATMENT_ATTRIBUTES } from '../../../../reference-data/index.js';
import { dischargeOfRow } from '../../../discharge-of-row.js';
import { randomDirectory } from '../../../properties/random-directory.js';
import { readLabelled, shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../../shared-material.js';
import { dipCase, dipGrouper, dipTables, row } from '../directory-of.js';
import { randomLocalCase, randomLocalRows, randomPolicy } from '../random-policy.js';

const valuesOf = ({ values, count }: IntegerStack) => [...values.subarray(0, count)];

/** Lays a case into bytes as a row of a file has it, between other cells, and reads the answer of the kernel as texts. */
function answerOf(kernel: DipKernel, discharge: Discharge) {
  let text = '病例1,';
  const bytes = (): number => Buffer.byteLength(text);
  const put = (code: string): readonly [number, number] => {
    const start = bytes();
    text += code;
    const end = bytes();
    text += '|';
    return [start, end];
  };
  kernel.start();
  kernel.principalDiagnosis(...put(diagnosisCode(discharge.principalDiagnosis!)));
  for (const code of discharge.secondaryDiagnoses) kernel.otherDiagnosis(...put(diagnosisCode(code)));
  if (discharge.principalProcedure) kernel.principalProcedure(...put(procedureCode(discharge.principalProcedure)));
  for (const code of discharge.otherProcedures) kernel.otherProcedure(...put(procedureCode(code)));
  kernel.numbers(discharge.ageYears!, discharge.ageDays ?? NaN, discharge.birthWeightGrams ?? NaN);
  if (discharge.totalCharges !== undefined) kernel.charges(Number(discharge.totalCharges));
  const row = Buffer.from(text);
  kernel.decide(row);
  const { rowTexts } = kernel.flat;
  const { lostRows, lostBecause, lostSteps, tiedRows } = kernel.contest;
  const codeAt = (place: number) => row.toString('utf8', kernel.procedureStart(place), kernel.procedureEnd(place));
  return {
    group: kernel.row === NO_ROW ? '' : rowTexts.key(kernel.row),
    layer: kernel.row === NO_ROW ? '' : DIP_LAYERS[kernel.layerOf(kernel.row)],
    attribute: TREATMENT_ATTRIBUTES[kernel.attribute],
    matched: valuesOf(kernel.matched).map(codeAt),
    leftOver: valuesOf(kernel.leftOver).map(codeAt),
    primaryCare: kernel.isPrimaryCare,
    candidates: valuesOf(lostRows).map((lost, place) => {
      const because = SELECTION_STEPS[lostSteps.values[place]!] ?? LOSING_REASONS[lostBecause.values[place]!];
      return `${rowTexts.key(lost)}:${because}`;
    }),
    tied: valuesOf(tiedRows).map((tied) => rowTexts.key(tied)),
    isPrincipalRepeated: kernel.isPrincipalRepeated,
    isExcluded: kernel.isExcluded,
    hasNoRow: kernel.hasNoRow,
    isAttributeUnknown: kernel.unknownProcedure !== NOWHERE,
  };
}

/** The same of a result that the grouper found from strings. */
function answerIn(result: DipResult) {
  assert(result.status !== 'invalid');
  const grouped = result.status === 'grouped' ? result : undefined;
  const says = (code: string) => result.reasons.some((reason) => reason.code === code);
  return {
    group: grouped?.group ?? '',
    layer: grouped?.layer ?? '',
    attribute: result.attribute,
    matched: grouped?.matchedProcedures ?? [],
    leftOver: grouped?.leftOverProcedures ?? [],
    primaryCare: grouped?.primaryCare ?? false,
    candidates: result.candidates.map(({ group, because, step }) => `${group}:${step ?? because}`),
    tied: result.reasons.find(({ code }) => code === 'tie-decided')?.detail?.split('+') ?? [],
    isPrincipalRepeated: says('principal-repeated'),
    isExcluded: says('diagnosis-excluded'),
    hasNoRow: says('no-group-row'),
    isAttributeUnknown: says('attribute-unknown'),
  };
}

function expectSame(grouper: DipGrouper, cases: readonly Discharge[]): void {
  const kernel = new DipKernel(grouper.flat);
  for (const one of cases) assert.deepEqual(answerOf(kernel, one), answerIn(grouper.group(one)));
}

describe('DipKernel', () => {
  test('from bytes and from strings the answer is the same, under every policy: 400 random directories with 30 cases each', () => {
    const cases = fc.array(randomLocalCase, { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(randomDirectory, randomLocalRows, randomPolicy, cases, (tables, local, policy, all) => {
        expectSame(dipGrouper({ ...tables, groups: [...tables.groups, ...local] }, policy), all);
        expectSame(dipGrouper({ ...tables, groups: local }, policy, { shortProcedureCodes: 'prefix' }), all);
      }),
      { numRuns: 400 },
    );
  });

  const BASE = dipTables({
    groups: [
      row({ key: 'BX-1', layer: 'BX', diagnosis: 'K35', procedure: '47.0100', related: '54.2100|51.2300' }),
      row({ key: 'JC-2', layer: 'JC', diagnosis: 'K35', procedure: '47.0100' }),
    ],
  });

  test('codes that no row names are told apart by their bytes, and a repeated one is left over once', () => {
    const kernel = new DipKernel(dipGrouper(BASE).flat);
    const answer = answerOf(kernel, dipCase('K35.900', ['47.0100', '99.9900', '99.9901', '99.9900']));
    expect(answer).toMatchObject({ group: 'JC-2', matched: ['47.0100'], leftOver: ['99.9900', '99.9901'] });
  });

  test('a case of a hundred codes of each kind is decided like any other, and the next small one too', () => {
    const many = (code: string) => Array.from({ length: 99 }, (_, place) => `${code}${place}`);
    const grouper = dipGrouper(BASE);
    const large = dipCase('K35.900', ['47.0100', ...many('99.99'), '51.2300'], [...many('Z99.9')]);
    const kernel = new DipKernel(grouper.flat);
    expect(answerOf(kernel, large)).toMatchObject({ group: 'BX-1', matched: ['47.0100', '51.2300'] });
    expect(answerOf(kernel, dipCase('K35.900', ['47.0100']))).toMatchObject({ group: 'JC-2', leftOver: [] });
  });

  test('several kernels walk one directory', () => {
    const { flat } = dipGrouper(BASE);
    const [one, other] = [new DipKernel(flat), new DipKernel(flat)];
    const first = answerOf(one, dipCase('K35.900', ['47.0100', '51.2300']));
    answerOf(other, dipCase('Z99.900'));
    expect(one.flat.rowTexts.key(one.row)).toBe(first.group);
  });
});

describe.skipIf(!sharedIsThere)(`DipKernel on the sample of the national directory${WHEN_SHARED_IS_THERE}`, () => {
  test('all labelled cases come to the same from bytes and from strings', async () => {
    const { tables } = await readDipTables(shared('reference', 'dip-3.0-sample'));
    const rows = readLabelled(shared('cases', 'dip-3.0-sample-cases.csv'));
    expectSame(dipGrouper(tables), rows.map(dischargeOfRow));
    expect(rows.length).toBe(5000);
  });
});
