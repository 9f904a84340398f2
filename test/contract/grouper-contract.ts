import { describe, expect, test } from 'vitest';
import { printReason, type Discharge, type GroupResult } from '../../grouper/index.js';
import { SeededRandom } from '../../reference-data/demo/seeded-random.js';

/** What every grouper offers, whatever its scheme. */
export interface Grouper {
  group(discharge: Discharge): GroupResult;
}

/** A grouper under test, with cases that reach many of its groups. */
export interface GrouperUnderTest {
  /** A new grouper each time; over one compiled scheme where it can be shared. */
  readonly newGrouper: () => Grouper;
  readonly cases: readonly Discharge[];
  /** Codes that are on no sheet of the scheme. */
  readonly unknownDiagnosis: string;
  readonly unknownProcedure: string;
}

const SEED = 7;

/** The answer without its reasons. */
function groupOf(result: GroupResult): string {
  if (result.status === 'invalid') return 'invalid';
  const { status, mdc, adrg, drg, drgName, severity, scheme } = result;
  return [status, mdc, adrg, drg, drgName, severity, scheme].join(' ');
}

function shuffled<T>(items: readonly T[], random: SeededRandom): T[] {
  const rest = [...items];
  return items.map(() => rest.splice(random.below(rest.length), 1)[0]!);
}

const insertedAnywhere = (items: readonly string[], item: string, random: SeededRandom) =>
  items.toSpliced(random.below(items.length + 1), 0, item);

const repeated = (discharge: Discharge): Discharge => ({
  ...discharge,
  secondaryDiagnoses: [...discharge.secondaryDiagnoses, ...discharge.secondaryDiagnoses],
  otherProcedures: [...discharge.otherProcedures, ...discharge.otherProcedures],
});

/** The cases whose answer a change of the case changes, as lines: none should. */
function changedGroups(grouper: Grouper, cases: readonly Discharge[], change: (discharge: Discharge) => Discharge): string[] {
  return cases.flatMap((discharge) => {
    const [before, after] = [groupOf(grouper.group(discharge)), groupOf(grouper.group(change(discharge)))];
    return before === after ? [] : [`${discharge.caseId}: ${before} became ${after}`];
  });
}

/** What must hold of every grouper: of each kind of scheme, on one thread and on many. */
export function describeGrouperContract(name: string, prepare: () => Promise<GrouperUnderTest>): void {
  describe(`${name} keeps the grouper contract`, () => {
    test('the order of secondary diagnoses and of other procedures never changes the group', async () => {
      const { newGrouper, cases } = await prepare();
      const random = new SeededRandom(SEED);
      const reordered = (discharge: Discharge) => ({
        ...discharge,
        secondaryDiagnoses: shuffled(discharge.secondaryDiagnoses, random),
        otherProcedures: shuffled(discharge.otherProcedures, random),
      });
      expect(changedGroups(newGrouper(), cases, reordered)).toEqual([]);
    });

    test('a repeated secondary diagnosis or other procedure never changes the group', async () => {
      const { newGrouper, cases } = await prepare();
      expect(changedGroups(newGrouper(), cases, repeated)).toEqual([]);
    });

    test('a code on no sheet of the scheme changes the reasons and nothing else', async () => {
      const { newGrouper, cases, unknownDiagnosis, unknownProcedure } = await prepare();
      const random = new SeededRandom(SEED);
      const widened = (discharge: Discharge) => ({
        ...discharge,
        secondaryDiagnoses: insertedAnywhere(discharge.secondaryDiagnoses, unknownDiagnosis, random),
        otherProcedures: insertedAnywhere(discharge.otherProcedures, unknownProcedure, random),
      });
      const grouper = newGrouper();
      expect(changedGroups(grouper, cases, widened)).toEqual([]);
      for (const discharge of cases) {
        const before = grouper.group(discharge);
        const after = grouper.group(widened(discharge));
        const more =
          before.status === 'invalid' ? [] : [`unknown-diagnosis:${unknownDiagnosis}`, `unknown-procedure:${unknownProcedure}`];
        expect(after.reasons.map(printReason).toSorted()).toEqual([...before.reasons.map(printReason), ...more].toSorted());
      }
    });

    test('the same case has the same answer twice, and no case is changed by being grouped', async () => {
      const { newGrouper, cases } = await prepare();
      const grouper = newGrouper();
      const before = JSON.stringify(cases);
      const first = cases.map((discharge) => grouper.group(discharge));
      const kept = JSON.stringify(first);
      expect(cases.map((discharge) => grouper.group(discharge))).toEqual(first);
      expect(JSON.stringify(first), 'an answer stays as it was when other cases follow').toBe(kept);
      expect(JSON.stringify(cases)).toBe(before);
    });

    test('one grouper for all cases, in any order, answers as a fresh one for each', async () => {
      const { newGrouper, cases } = await prepare();
      const reused = newGrouper();
      const answers = new Map(shuffled(cases, new SeededRandom(SEED)).map((one) => [one, reused.group(one)]));
      for (const one of cases.slice(0, 200)) expect(answers.get(one)).toEqual(newGrouper().group(one));
    });

    test('two groupers that take turns do not disturb one another', async () => {
      const { newGrouper, cases } = await prepare();
      const alone = newGrouper();
      const expected = cases.map((discharge) => alone.group(discharge));
      const [one, two] = [newGrouper(), newGrouper()];
      const backwards: GroupResult[] = [];
      const forwards = cases.map((discharge, place) => {
        backwards.unshift(two.group(cases.at(-1 - place)!));
        return one.group(discharge);
      });
      expect(forwards).toEqual(expected);
      expect(backwards).toEqual(expected);
    });

    test('the cases of this contract reach more than one status and more than one group', async () => {
      const { newGrouper, cases } = await prepare();
      const grouper = newGrouper();
      const results = cases.map((discharge) => grouper.group(discharge));
      expect(new Set(results.map(({ status }) => status)).size).toBeGreaterThan(1);
      expect(new Set(results.map(groupOf)).size).toBeGreaterThan(5);
    });
  });
}
