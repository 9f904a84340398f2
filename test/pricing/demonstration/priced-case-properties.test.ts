import { isMap, parseDocument, type YAMLMap } from 'yaml';
import { describe, expect, test, vi } from 'vitest';
import {
  CasePricer,
  fen,
  METHODS,
  sumFen,
  type CaseFacts,
  type CaseToPrice,
  type Fen,
  type GroupWeights,
  type PricedCase,
} from '../../../pricing/index.js';
import { CodedError } from '../../../reference-data/index.js';
import { SeededRandom } from '../../../reference-data/demo/seeded-random.js';
import { DEMONSTRATION_REGIONS } from '../../../server/pricing/demonstration-editions.js';
import { findWeights, openWeights } from '../../../server/pricing/weights-store.js';
import { shippedPolicy, SPLIT, statedCase } from './shipped-policies.js';

const SEED = 20260101;
const CASES_OF_METHOD = 60;
const FUNDS = ['employee', 'resident'] as const;
const METHOD_IDS = METHODS.map(({ section }) => section.id);

/** A case that every method may meet: what is stated of one of its own, with other amounts, days, ages, hospitals and groups. */
function randomCase(
  random: SeededRandom,
  caseId: string,
  method: string,
  weights: GroupWeights,
  groups: readonly string[],
): CaseToPrice {
  const one = <Value>(values: readonly Value[]): Value => values[random.below(values.length)]!;
  const amount = (most: number): Fen => fen(BigInt(random.below(most)));
  const [selfPaid, overLimit, firstSelfPaid, inScope] = [amount(100_000), amount(20_000), amount(200_000), amount(2_000_000)];
  const days = random.within(1, 90);
  const hospitalId = `H0000000000${random.within(1, 6)}`;
  const on = `${one(['2026', '2027'])}-${String(random.within(1, 12)).padStart(2, '0')}-15`;
  const facts: CaseFacts = {
    ...statedCase(method, one(FUNDS), on),
    caseId,
    selfPaid,
    overLimit,
    firstSelfPaid,
    inScope,
    totalCharges: sumFen([selfPaid, overLimit, firstSelfPaid, inScope]),
    lengthOfStayDays: days,
    wardDays: days,
    ageYears: random.below(101),
    disposition: one([1, 2, 3, 4, 5, 9] as const),
    hospitalId,
    ...(method === 'capitation' ? { signedInstitutionId: hospitalId } : {}),
    hospitalLevel: one([1, 2, 3] as const),
    laterAdmission: random.happens(20)
      ? { gapDays: random.below(30), isSameGroup: random.happens(70), isExempt: false }
      : undefined,
    earlierStays: random.happens(20) ? [{ gapDays: random.below(15), days: random.within(1, 60) }] : undefined,
  };
  const query = { fund: facts.insuranceType!, on, hospital: facts.hospitalId };
  const group = weights.valuesOf({ group: one(groups), status: random.happens(90) ? 'grouped' : 'ungrouped' }, query);
  const split = { ...SPLIT, patient: amount(500_000), otherFunds: amount(100_000) };
  return { facts, group, linkedGroup: (name) => weights.linkedValuesOf(name, query), split };
}

/** What became of a case: a coded error is an answer too. */
function outcome(pricer: CasePricer, toPrice: CaseToPrice): PricedCase | string {
  try {
    return pricer.price(toPrice);
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
}

/** What is paid, without the words that say why. */
const amounts = (found: PricedCase | string) =>
  typeof found === 'string'
    ? found
    : [
        found.result?.outcome.id,
        found.result?.amount,
        found.fundPayment?.fund,
        found.hospital?.result,
        found.notices.map(({ id }) => id),
      ];

describe.each(DEMONSTRATION_REGIONS)(`random cases of seed ${SEED} under $region`, ({ region, scheme }) => {
  const setUp = async () => {
    const policy = await shippedPolicy(region);
    const found = await findWeights('nowhere', scheme, policy);
    const weights = openWeights(found);
    const groups = found.editions.flatMap(({ rows }) => rows.map(({ group }) => group)).filter((_, at) => at % 40 === 0);
    const random = new SeededRandom(SEED);
    const cases = METHOD_IDS.flatMap((method) =>
      Array.from({ length: CASES_OF_METHOD }, (_, at) => randomCase(random, `${method}-${at}`, method, weights, groups)),
    );
    return { policy, cases };
  };

  test('lines add up to what is paid, for the stay and for the fund, and what others pay beside it to the hospital', async () => {
    const { policy, cases } = await setUp();
    const pricer = new CasePricer(policy, 'settlement');
    const reached = new Map<string, number>();
    for (const toPrice of cases) {
      const priced = outcome(pricer, toPrice);
      if (typeof priced === 'string' || priced.result === undefined) continue;
      const { result, fundPayment, hospital } = priced;
      reached.set(result.method, (reached.get(result.method) ?? 0) + 1);
      for (const { lines, total } of [result.breakdown, fundPayment!.breakdown])
        expect(sumFen(lines.map((line) => line.amount)), priced.caseId).toBe(total);
      expect([result.breakdown.total, fundPayment!.breakdown.total]).toEqual([result.amount, fundPayment!.fund]);
      expect(fundPayment!.fund, priced.caseId).toBeGreaterThanOrEqual(0n);
      if (hospital === undefined) continue;
      expect(hospital.receives).toBe(fundPayment!.fund + hospital.others);
      expect(hospital.result).toBe(hospital.receives - toPrice.facts.totalCharges!);
    }
    expect([...reached.keys()].sort()).toEqual([...METHOD_IDS].sort());
    expect(Math.min(...reached.values())).toBeGreaterThan(CASES_OF_METHOD / 3);
  });

  test('a case priced twice, in another order or alone is the same, whatever the clock says', async () => {
    const { policy, cases } = await setUp();
    const pricer = new CasePricer(policy, 'settlement');
    const there = cases.map((one) => outcome(pricer, one));
    expect(cases.map((one) => outcome(pricer, one))).toEqual(there);
    vi.useFakeTimers({ now: new Date('1999-12-31T23:59:59Z') });
    const clock = vi.spyOn(Date, 'now');
    try {
      const backwards = new CasePricer(policy, 'settlement');
      const back = cases.toReversed().map((one) => outcome(backwards, one));
      expect(back.toReversed()).toEqual(there);
      for (const [at, one] of cases.entries())
        if (at % 25 === 0) expect(outcome(new CasePricer(policy, 'settlement'), one)).toEqual(there[at]);
      expect(clock).not.toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
    }
  });

  test.each(FUNDS)('a case of the fund of %ss rests on no number of the other fund', async (own) => {
    const { policy, cases } = await setUp();
    const pricer = new CasePricer(policy, 'settlement');
    const ofOwn = new CasePricer(await shippedPolicy(region, (text) => withOneFund(text, own)), 'settlement');
    const [mine, others] = [true, false].map((isOwn) => cases.filter(({ facts }) => (facts.insuranceType === own) === isOwn));
    expect(mine!.map((one) => amounts(outcome(ofOwn, one)))).toEqual(mine!.map((one) => amounts(outcome(pricer, one))));
    // The numbers of the two funds differ, so that a mixture would have shown.
    const changed = others!.filter((one) => String(amounts(outcome(ofOwn, one))) !== String(amounts(outcome(pricer, one))));
    expect(changed.length).toBeGreaterThan(others!.length / 2);
  });
});

/** The text of a policy in which the other fund has the histories of this one. */
function withOneFund(text: string, own: (typeof FUNDS)[number]): string {
  const other = FUNDS.find((fund) => fund !== own)!;
  const document = parseDocument(text);
  const sections = document.get('sections') as YAMLMap<unknown, YAMLMap<unknown, YAMLMap>>;
  for (const { value: section } of sections.items)
    for (const { value: parameter } of section!.items) {
      const history = parameter!.get('history', true) as unknown;
      const ofOwn = isMap(history) ? history.get(own, true) : undefined;
      if (isMap(history) && ofOwn !== undefined) history.set(other, ofOwn);
    }
  return String(document);
}
