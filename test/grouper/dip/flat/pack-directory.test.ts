import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DipGrouper } from '../../../../grouper/index.js';
import type { FlatDirectory } from '../../../../grouper/dip/flat/flat-directory.js';
import { openDipDirectory, packDipDirectory } from '../../../../grouper/dip/flat/pack-directory.js';
import { nationalDipPolicy, readDipTables, readSubtypingLists, type DipPolicy } from '../../../../reference-data/index.js';
import { dischargeOfRow } from '../../../discharge-of-row.js';
import { randomDirectory } from '../../../properties/random-directory.js';
import { readLabelled, shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../../shared-material.js';
import { dipCase, dipGrouper, dipTables, policyWith, row } from '../directory-of.js';
import { randomLocalCase, randomLocalRows, randomPolicy } from '../random-policy.js';
import { DEMO, DEMO_LISTS, DEMO_PATH } from '../subtyping/demo-subtyping.js';

const reopened = (flat: FlatDirectory) => new DipGrouper(openDipDirectory(packDipDirectory(flat)));

const TABLES = dipTables({
  groups: [
    row({ key: 'BX-1', layer: 'BX', diagnosis: 'K35', procedure: '47.0100', related: '54.2100+51.2300', points: '812.5' }),
    row({ key: 'JC-2', layer: 'JC', diagnosis: 'K35', name: '急性阑尾炎' }),
  ],
  primaryCare: [{ number: 1, diagnosis: 'K35', procedure: '', name: '' }],
});
const withSteps = (steps: DipPolicy['selection']['steps']): DipPolicy => ({
  ...nationalDipPolicy(),
  selection: { ...nationalDipPolicy().selection, steps },
});
const WITH_SUBTYPING: DipPolicy = { ...nationalDipPolicy(), subtyping: DEMO, pointValue: '12.5' };

function arraysIn(value: unknown): (Int32Array | Uint8Array | Float64Array)[] {
  if (value instanceof Int32Array || value instanceof Uint8Array || value instanceof Float64Array) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(arraysIn) : [];
}

describe('packDipDirectory and openDipDirectory', () => {
  test('the same tables give the same bytes', () => {
    const pack = () => Buffer.from(packDipDirectory(dipGrouper(TABLES).flat));
    expect(pack()).toEqual(pack());
  });

  test('packing what was opened gives the same bytes', () => {
    const packed = packDipDirectory(dipGrouper(TABLES, WITH_SUBTYPING).flat, readSubtypingLists(DEMO, DEMO_PATH));
    expect(Buffer.from(packDipDirectory(openDipDirectory(packed)))).toEqual(Buffer.from(packed));
  });

  test('every array of an opened directory is a view of the shared memory', () => {
    const packed = packDipDirectory(dipGrouper(TABLES).flat);
    const arrays = arraysIn(openDipDirectory(packed));
    expect(arrays.length).toBeGreaterThan(20);
    for (const array of arrays) expect(array.buffer).toBe(packed);
  });

  test('a grouper of the opened form gives every field of the result', () => {
    const grouper = dipGrouper(TABLES);
    const one = dipCase('K35.900', ['47.0100', '54.2100', '51.2300', '99.9900', '99.9900']);
    expect(reopened(grouper.flat).group(one)).toEqual(grouper.group(one));
    expect(reopened(grouper.flat).group(dipCase('K35.900'))).toMatchObject({ groupName: '急性阑尾炎', primaryCare: true });
  });

  test('a grouper of the opened form does not explain: it has no cells to show', () => {
    expect(() => reopened(dipGrouper(TABLES).flat).explain(dipCase('K35.900'))).toThrow(/grouper that explains/);
  });

  test('lists that were packed with a policy give the same subtypes as the lists themselves', () => {
    const { directory } = dipGrouper(TABLES, WITH_SUBTYPING);
    const packed = packDipDirectory(directory.flat, readSubtypingLists(DEMO, DEMO_PATH));
    const died = {
      ...dipCase('K35.900', ['47.0100', '54.2100', '51.2300'], ['I46.900', 'J96.900'], { totalCharges: 5_000_000n }),
      disposition: 5 as const,
    };
    const cases = [1, 2, 5, 9, 20, 40].map((lengthOfStayDays) => ({
      ...died,
      lengthOfStayDays,
      icuHours: lengthOfStayDays * 20,
    }));
    const given = cases.map((one) => new DipGrouper(directory, DEMO_LISTS).group(one));
    expect(cases.map((one) => new DipGrouper(openDipDirectory(packed)).group(one))).toEqual(given);
    expect(given.some((result) => result.status === 'grouped' && result.subtype !== '')).toBe(true);
  });

  const NEEDS: readonly (readonly [why: string, policy: DipPolicy, needs: boolean])[] = [
    ['codes, ages and weight are enough for the national reading', nationalDipPolicy(), false],
    ['and for steps that compare points', withSteps(['highest-points', 'sheet-order']), false],
    ['the nearest mean asks for charges', withSteps(['nearest-mean']), true],
    ['subtyping asks for all that a case states', WITH_SUBTYPING, true],
  ];
  test.each(NEEDS)('%s', (_why, policy, needs) => {
    expect(openDipDirectory(packDipDirectory(dipGrouper(TABLES, policy).flat)).needsDischarge).toBe(needs);
  });

  test('opened, compiled and explained agree under every policy on random directories: 400 with 30 cases each', () => {
    const cases = fc.array(randomLocalCase, { minLength: 30, maxLength: 30 });
    const layers = new Set<string>();
    fc.assert(
      fc.property(randomDirectory, randomLocalRows, randomPolicy, fc.boolean(), cases, (tables, local, policy, isLocal, all) => {
        const groups = isLocal ? local : [...tables.groups, ...local];
        const grouper = dipGrouper({ ...tables, groups }, policy, { shortProcedureCodes: isLocal ? 'prefix' : 'exact' });
        const opened = reopened(grouper.flat);
        for (const one of all) {
          const result = grouper.group(one);
          assert.deepEqual(opened.group(one), result);
          assert.deepEqual(grouper.explain(one).result, result); // asserts by itself that its evidence holds for the group
          layers.add(result.status === 'grouped' ? result.layer : result.status);
        }
      }),
      { numRuns: 400 },
    );
    expect(layers.size).toBe(9);
  });
});

describe.skipIf(!sharedIsThere)(`the sample of the national directory, packed${WHEN_SHARED_IS_THERE}`, () => {
  test('all labelled cases have the same result', async () => {
    const { tables } = await readDipTables(shared('reference', 'dip-3.0-sample'));
    const grouper = dipGrouper(tables, policyWith({ diagnosisKeyOrder: 'pooled' }));
    const opened = reopened(grouper.flat);
    for (const labelled of readLabelled(shared('cases', 'dip-3.0-sample-cases.csv'))) {
      const discharge = dischargeOfRow(labelled);
      assert.deepEqual(opened.group(discharge), grouper.group(discharge));
    }
  });
});
