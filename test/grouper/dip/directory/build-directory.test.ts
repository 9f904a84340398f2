import { describe, expect, test } from 'vitest';
import {
  buildDirectory,
  CaseHistory,
  compileDirectory,
  decimalText,
  DipGrouper,
  directoryTables,
  ProcedureAttributes,
  ratioText,
  type BuiltDirectory,
  type HistoryCase,
} from '../../../../grouper/index.js';
import { nationalDipPolicy, parseProcedureAttributes } from '../../../../reference-data/index.js';
import { SeededRandom } from '../../../../reference-data/demo/seeded-random.js';
import { naiveDirectory } from '../../../naive-directory.js';
import { casesOf, historyCase, historyOf, KNOWLEDGE, policyOf } from './history-cases.js';

const THREE_YEARS = `threshold: { method: fixed, cases: 4 }
years: { weights: [1, 2, 7] }
trimming: { method: quantiles, low: 0.1, high: 0.9, minimumCases: 6 }`;

const DIAGNOSES = ['C54.1', 'C54.9', 'I10', 'K35.3'];
const PROCEDURES = ['', '68.4101', '47.0100', '36.0700', '99.1000', '00.6600'];
const RELATED = ['65.6300', '88.5600', '00.2400'];

/** A small history in which every path of the builder is taken often. */
function randomHistory(seed: number): HistoryCase[] {
  const random = new SeededRandom(7, 0, seed);
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)]!;
  return Array.from({ length: 20 + random.below(180) }, () => ({
    year: random.below(3),
    hospitalId: pick(['H1', 'H2', 'H3']),
    diagnosis: pick(DIAGNOSES),
    mainProcedure: pick(PROCEDURES),
    related: random.below(2) === 0 ? [] : RELATED.filter(() => random.below(3) === 0),
    cost: 90 + random.below(40) * (1 + random.below(2)),
  }));
}

function build(cases: readonly HistoryCase[], lines: string): BuiltDirectory {
  const directory = buildDirectory(historyOf(cases, 3), policyOf(lines), KNOWLEDGE);
  expect(directory.status).toBe('built');
  return directory as BuiltDirectory;
}

function attributeOf(code: string): string {
  const found = KNOWLEDGE.attributeOfProcedure(code) ?? 'conservative';
  return found === 'interventional' ? 'surgical' : found;
}

function refused(lines: string): readonly string[] {
  const directory = buildDirectory(historyOf(casesOf(15, { cost: 100 })), policyOf(lines), KNOWLEDGE);
  return directory.status === 'refused' ? directory.faults.map(({ code }) => code) : [];
}

/** Twenty cases, so many of them at an institution of the lowest level. */
function casesAtLevels(lower: number): HistoryCase[] {
  return [...casesOf(lower, { hospitalId: 'H1', cost: 100 }), ...casesOf(20 - lower, { hospitalId: 'H3', cost: 120 })];
}

const tablesOf = (directory: BuiltDirectory) => directoryTables(directory, { decimals: 4, nameOfCode: () => undefined });

describe('buildDirectory', () => {
  test('agrees with the naive builder on 200 small histories', () => {
    const choices = { threshold: 4, weights: [1, 2, 7], trim: { low: 100, high: 900, minimumCases: 6 }, attributeOf };
    for (let seed = 0; seed < 200; seed++) {
      const cases = randomHistory(seed);
      const found = build(cases, THREE_YEARS).groups.map(({ key, origin, diagnosis, attribute, points, statistics }) => ({
        key: origin === 'pool' ? `~${diagnosis} ${attribute}` : key,
        cases: statistics.cases,
        trimmed: statistics.trimmedCases,
        points: decimalText(points, 4),
        variation: decimalText(statistics.variation!, 4),
      }));
      found.sort((a, b) => (a.key < b.key ? -1 : 1));
      expect(found, `seed ${seed}`).toEqual(naiveDirectory(cases, choices));
    }
  });

  test('the order of the cases has no say', () => {
    for (let seed = 0; seed < 20; seed++) {
      const cases = randomHistory(seed);
      const random = new SeededRandom(8, 0, seed);
      const shuffled = cases.map((one) => ({ one, place: random.below(2 ** 21) })).sort((a, b) => a.place - b.place);
      const again = build(
        shuffled.map(({ one }) => one),
        THREE_YEARS,
      );
      const first = build(cases, THREE_YEARS);
      expect(tablesOf(again)).toEqual(tablesOf(first));
      expect({ ...again, groups: [] }).toEqual({ ...first, groups: [], splits: again.splits });
    }
  });

  test('grouping the history under the new directory gives the groups that the builder counted', () => {
    const attributes = new ProcedureAttributes(
      parseProcedureAttributes(
        'pattern,attribute,level,name\n6*,surgical,,\n3*,interventional,,\n4*,diagnostic,,\n9*,therapeutic,,\n',
        'x',
      ),
    );
    const edition = { id: 'x', newbornWeight: 'birth', operators: 'national', shortProcedureCodes: 'exact' } as const;
    for (let seed = 0; seed < 40; seed++) {
      const cases = randomHistory(seed);
      const directory = build(cases, THREE_YEARS);
      const grouper = new DipGrouper(compileDirectory(edition, tablesOf(directory), nationalDipPolicy(), attributes));
      const counted = new Map<string, number>();
      for (const { diagnosis, mainProcedure, related } of cases) {
        const principalDiagnosis = diagnosis.includes('.') ? `${diagnosis}00` : `${diagnosis}.x00`;
        const result = grouper.group({
          caseId: '1',
          sex: 2,
          ageYears: 40,
          principalDiagnosis,
          secondaryDiagnoses: [],
          ...(mainProcedure === '' ? {} : { principalProcedure: mainProcedure }),
          otherProcedures: related,
        });
        if (result.status === 'grouped') counted.set(result.group, (counted.get(result.group) ?? 0) + 1);
      }
      const expected = new Map(directory.groups.map(({ key, statistics }) => [key, statistics.cases]));
      expect(Object.fromEntries(counted), `seed ${seed}`).toEqual(Object.fromEntries(expected));
    }
  });

  test('with pooled weights and both means over the same cases, the weighted points add up to 1000 a case', () => {
    const lines = `${THREE_YEARS.replace('[1, 2, 7]', '[1, 2, 7], mode: pooled')}\npoints: { method: mean-cost, overallMean: grouped-cases }`;
    for (let seed = 0; seed < 20; seed++) {
      const { groups } = build(randomHistory(seed), lines);
      let [points, cases] = [0n, 0n];
      for (const group of groups) {
        const weighted = group.statistics.sums.cases.reduce((sum, count, year) => sum + BigInt(count * [1, 2, 7][year]!), 0n);
        points += weighted * group.points;
        cases += weighted;
      }
      const difference = points - 10_000_000n * cases;
      // Each group's points are rounded by at most half a unit of the fourth decimal.
      expect(2n * (difference < 0n ? -difference : difference) <= cases).toBe(true);
    }
  });

  test('tuning leaves the total of points as it was, up to the rounding of each group', () => {
    const cases = randomHistory(3);
    const [first] = build(cases, THREE_YEARS).groups;
    const tuned = build(cases, `${THREE_YEARS}\ntuning: [{ group: '${first!.key}', points: 1234.5 }]`);
    const inGroups = BigInt(tuned.groups.reduce((sum, { statistics }) => sum + statistics.cases, 0));
    const difference = tuned.totalPointsAfter - tuned.totalPointsBefore;
    expect(2n * (difference < 0n ? -difference : difference) <= inGroups).toBe(true);
    expect(tuned.groups[0]!.points).not.toBe(first!.points);
  });

  test('points by the three methods', () => {
    const cases = [...casesOf(15, { cost: 100_000 }), ...casesOf(15, { diagnosis: 'I10', cost: 300_000 })];
    const pointsBy = (method: string) => {
      const directory = buildDirectory(historyOf(cases), policyOf(`points: ${method}`), KNOWLEDGE) as BuiltDirectory;
      return directory.groups.map(({ points }) => decimalText(points, 4));
    };
    // Mean of all 2,000.00 yuan: 1000 and 3000 yuan are 500 and 1500 points.
    expect(pointsBy('{ method: mean-cost }')).toEqual(['500.0000', '1500.0000']);
    expect(pointsBy("{ method: reference-group, referenceGroup: 'C54.1' }")).toEqual(['1000.0000', '3000.0000']);
    expect(pointsBy('{ method: fixed-standard, standard: 1500 }')).toEqual(['0.6667', '2.0000']);
  });

  test('what is asked for and is not there refuses the build, all at once', () => {
    expect(refused("points: { method: reference-group, referenceGroup: 'Z99' }\ntuning: [{ group: 'Z98', points: 1 }]")).toEqual([
      'reference-group-missing',
      'tuned-group-missing',
    ]);
    expect(refused('years: { weights: [1, 2] }')).toEqual(['weights-do-not-fit-years']);
    expect(buildDirectory(new CaseHistory(1), policyOf(), KNOWLEDGE)).toMatchObject({ status: 'refused' });
  });

  test('national groups that reach the threshold stay; the cases of the others are clustered, and additions are flagged', () => {
    const cases = [
      ...casesOf(15, { nationalGroup: 'JC-1', cost: 100 }),
      ...casesOf(14, { nationalGroup: 'JC-2', diagnosis: 'I10', cost: 100 }),
      ...casesOf(1, { diagnosis: 'I10', cost: 100 }),
      ...casesOf(3, { diagnosis: 'K35.3', isExcluded: true, cost: 100 }),
    ];
    const directory = buildDirectory(historyOf(cases), policyOf(), { ...KNOWLEDGE, hasLibrary: true }) as BuiltDirectory;
    expect(directory.groups.map(({ key, origin, statistics }) => [key, origin, statistics.cases])).toEqual([
      ['JC-1', 'national', 15],
      ['I10', 'local-addition', 15],
    ]);
    expect(directory.left['excluded-diagnosis'].cases).toBe(3);
  });

  test('coverage: the threshold is the size of the family with which the share of cases is reached', () => {
    const cases = [
      ...casesOf(50, { diagnosis: 'I10', cost: 100 }),
      ...casesOf(45, { diagnosis: 'K35.3', cost: 100 }),
      ...casesOf(5, { diagnosis: 'C54.1', cost: 100 }),
    ];
    const byShare = (share: string) => {
      const lines = `threshold: { method: coverage, share: ${share} }`;
      const { threshold, groups } = buildDirectory(historyOf(cases), policyOf(lines), KNOWLEDGE) as BuiltDirectory;
      return [threshold, groups.length];
    };
    expect(byShare('0.95')).toEqual([45, 2]);
    expect(byShare('0.96')).toEqual([5, 3]);
  });

  test('a group below the threshold stays when its costs hardly differ', () => {
    const lines = 'threshold: { method: fixed, cases: 15, lowered: { cases: 10, maximumVariation: 0.1 } }';
    const steady = casesOf(10, { diagnosis: 'I10', cost: 100 });
    const wild = [...casesOf(5, { cost: 100 }), ...casesOf(5, { cost: 900 })];
    const { groups } = buildDirectory(historyOf([...steady, ...wild]), policyOf(lines), KNOWLEDGE) as BuiltDirectory;
    expect(groups.map(({ key, hasLoweredThreshold }) => [key, hasLoweredThreshold])).toEqual([['I10', true]]);
  });

  test('primary care: steady costs, enough cases at the lower levels, and on the list where the region keeps to one', () => {
    const lines = `hospitals: [{ id: H1, level: 1, class: a }, { id: H3, level: 3, class: b }]
primaryCare: { maximumVariation: 0.7, minimumShare: 0.5, pairs: listed }`;
    const pairsOf = (lower: number, isListed: boolean) => {
      const knowledge = { ...KNOWLEDGE, isPrimaryCarePair: () => isListed };
      return (buildDirectory(historyOf(casesAtLevels(lower)), policyOf(lines), knowledge) as BuiltDirectory).groups[0]!
        .primaryCare;
    };
    expect(pairsOf(10, true)).toEqual([{ diagnosis: 'C54.1', procedure: '' }]);
    expect(pairsOf(9, true)).toEqual([]);
    expect(pairsOf(10, false)).toEqual([]);
  });

  test('coefficients of classes: weighted mean of the class by that of the city; institutions without a class are named', () => {
    const lines = `years: { weights: [1, 2, 7] }
hospitals: [{ id: H1, level: 3, class: high }, { id: H2, level: 1, class: low }]`;
    const cases = [0, 1, 2].flatMap((year) => [
      ...casesOf(2, { year, hospitalId: 'H1', cost: 300 }),
      ...casesOf(1, { year, hospitalId: 'H2', cost: 100 }),
      ...casesOf(1, { year, hospitalId: 'H9', cost: 100 }),
    ]);
    const directory = buildDirectory(historyOf(cases, 3), policyOf(lines), KNOWLEDGE) as BuiltDirectory;
    // The city's mean is 800 ÷ 4 = 200 in each year.
    expect(directory.institutions.map((one) => [one.class, decimalText(one.coefficient, 4)])).toEqual([
      ['high', '1.5000'],
      ['low', '0.5000'],
    ]);
    expect(directory.hospitalsWithoutClass).toEqual(['H9']);
  });

  test('subtypes of a group whose costs differ much: enough cases, and a fall of the variation by a fifth', () => {
    const lines = 'subtypes: { candidateVariation: 0.7, groupCasesAbove: 15, subtypeCasesAbove: 5, minimumFall: 0.20 }';
    const cases = [
      ...casesOf(10, { cost: 100 }),
      ...casesOf(6, { cost: 1000, subtypes: ['icu-days=2-7', 'age=1-6y'] }),
      ...casesOf(5, { cost: 100, subtypes: ['other=x'] }),
    ];
    const [group] = (buildDirectory(historyOf(cases), policyOf(lines), KNOWLEDGE) as BuiltDirectory).groups;
    expect(group!.isSubtypeCandidate).toBe(true);
    expect(group!.subtypes.map(({ family, passes, failed }) => [family, passes, failed])).toEqual([
      ['age', true, []],
      ['icu-days', true, []],
      ['other', false, ['subtype-cases']],
    ]);
    // The six cost 1000 each; the mean of all is (15·100 + 6·1000) ÷ 21 = 2500/7.
    expect(ratioText(group!.subtypes[1]!.levels[0]!.coefficient, 4)).toBe('2.8000');
    expect(group!.subtypes[1]!.variationWithin).toBe(0n);
  });

  test('drug and consumable ratios are of the cases that state the amount', () => {
    const cases = [
      ...casesOf(15, { cost: 100, drugCost: 30 }),
      ...casesOf(15, { diagnosis: 'I10', cost: 100, drugCost: 10 }),
      historyCase({ diagnosis: 'I10', cost: 100 }),
    ];
    const { groups } = buildDirectory(historyOf(cases), policyOf(), KNOWLEDGE) as BuiltDirectory;
    expect(groups.map(({ drugRatio, consumableRatio }) => [ratioText(drugRatio!, 4), consumableRatio])).toEqual([
      ['1.5000', undefined],
      ['0.5000', undefined],
    ]);
  });
});
