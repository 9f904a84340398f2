import { describe, expect, test } from 'vitest';
import { printReason, type Discharge, type Reason } from '../../grouper/index.js';
import { SeededRandom } from '../../reference-data/demo/seeded-random.js';

/** What every result has, whatever the kind of its scheme. */
export interface Result {
  readonly status: string;
  readonly reasons: readonly Reason[];
}

/** What every grouper offers, whatever its scheme. */
export interface Grouper<R extends Result> {
  group(discharge: Discharge): R;
  explain(discharge: Discharge): { readonly result: R };
}

/** A grouper under test, with cases that reach many of its groups. */
export interface GrouperUnderTest<R extends Result> {
  /** A new grouper each time; over one compiled scheme where it can be shared. */
  readonly newGrouper: () => Grouper<R>;
  readonly cases: readonly Discharge[];
  /** The answer as one line, without its reasons and without the codes that it merely lists. */
  readonly lineOf: (result: R) => string;
  /** Codes that are on no sheet of the scheme. */
  readonly unknownDiagnosis: string;
  readonly unknownProcedure: string;
  /** What is said of those codes when they stand in a valid case, as `code:detail`. */
  readonly saidOfUnknown: readonly string[];
  /** Cases in which the rules themselves ask which of the other procedures comes first. None, if not given. */
  readonly orderCounts?: (discharge: Discharge) => boolean;
}

const SEED = 7;

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
function changedGroups<R extends Result>(
  { newGrouper, lineOf }: GrouperUnderTest<R>,
  cases: readonly Discharge[],
  change: (discharge: Discharge) => Discharge,
): string[] {
  const grouper = newGrouper();
  return cases.flatMap((discharge) => {
    const [before, after] = [lineOf(grouper.group(discharge)), lineOf(grouper.group(change(discharge)))];
    return before === after ? [] : [`${discharge.caseId}: ${before} became ${after}`];
  });
}

function withoutOrder<R extends Result>({ cases, orderCounts }: GrouperUnderTest<R>): readonly Discharge[] {
  return orderCounts === undefined ? cases : cases.filter((discharge) => !orderCounts(discharge));
}

/** What must hold of every grouper: of each kind of scheme, on one thread and on many. */
export function describeGrouperContract<R extends Result>(name: string, prepare: () => Promise<GrouperUnderTest<R>>): void {
  describe(`${name} keeps the grouper contract`, () => {
    test('the order of secondary diagnoses and of other procedures never changes the group', async () => {
      const underTest = await prepare();
      const random = new SeededRandom(SEED);
      const reordered = (discharge: Discharge) => ({
        ...discharge,
        secondaryDiagnoses: shuffled(discharge.secondaryDiagnoses, random),
        otherProcedures: shuffled(discharge.otherProcedures, random),
      });
      expect(changedGroups(underTest, withoutOrder(underTest), reordered)).toEqual([]);
    });

    test('a repeated secondary diagnosis or other procedure never changes the group', async () => {
      const underTest = await prepare();
      expect(changedGroups(underTest, underTest.cases, repeated)).toEqual([]);
    });

    test('a code on no sheet of the scheme changes the reasons and nothing else', async () => {
      const underTest = await prepare();
      const { newGrouper, unknownDiagnosis, unknownProcedure, saidOfUnknown } = underTest;
      const cases = withoutOrder(underTest);
      const random = new SeededRandom(SEED);
      const widened = (discharge: Discharge) => ({
        ...discharge,
        secondaryDiagnoses: insertedAnywhere(discharge.secondaryDiagnoses, unknownDiagnosis, random),
        otherProcedures: insertedAnywhere(discharge.otherProcedures, unknownProcedure, random),
      });
      const grouper = newGrouper();
      expect(changedGroups(underTest, cases, widened)).toEqual([]);
      for (const discharge of cases) {
        const before = grouper.group(discharge);
        const after = grouper.group(widened(discharge));
        const more = before.status === 'invalid' ? [] : saidOfUnknown;
        expect(after.reasons.map(printReason).toSorted()).toEqual([...before.reasons.map(printReason), ...more].toSorted());
      }
    });

    test('the same case has the same answer twice, and no case is changed by being grouped', async () => {
      const { newGrouper, cases } = await prepare();
      const grouper = newGrouper();
      const before = structuredClone(cases);
      const first = cases.map((discharge) => grouper.group(discharge));
      const kept = structuredClone(first);
      expect(cases.map((discharge) => grouper.group(discharge))).toEqual(first);
      expect(first, 'an answer stays as it was when other cases follow').toEqual(kept);
      expect(cases).toEqual(before);
    });

    test('one grouper for all cases, in any order, answers as a fresh one for each', async () => {
      const { newGrouper, cases } = await prepare();
      const reused = newGrouper();
      const answers = new Map(shuffled(cases, new SeededRandom(SEED)).map((one) => [one, reused.group(one)]));
      for (const one of cases.slice(0, 200)) expect(answers.get(one)).toEqual(newGrouper().group(one));
    });

    test('the evidence ends with the answer', async () => {
      const { newGrouper, cases } = await prepare();
      const grouper = newGrouper();
      for (const one of cases.slice(0, 200)) expect(grouper.explain(one).result).toEqual(grouper.group(one));
    });

    test('two groupers that take turns do not disturb one another', async () => {
      const { newGrouper, cases } = await prepare();
      const alone = newGrouper();
      const expected = cases.map((discharge) => alone.group(discharge));
      const [one, two] = [newGrouper(), newGrouper()];
      const backwards: R[] = [];
      const forwards = cases.map((discharge, place) => {
        backwards.unshift(two.group(cases.at(-1 - place)!));
        return one.group(discharge);
      });
      expect(forwards).toEqual(expected);
      expect(backwards).toEqual(expected);
    });

    test('the cases of this contract reach more than one status and more than one group', async () => {
      const { newGrouper, cases, lineOf } = await prepare();
      const grouper = newGrouper();
      const results = cases.map((discharge) => grouper.group(discharge));
      expect(new Set(results.map(({ status }) => status)).size).toBeGreaterThan(1);
      expect(new Set(results.map(lineOf)).size).toBeGreaterThan(5);
    });
  });
}
