import type { indicatorsRecord } from '../leads/indicators-record.js';

type Record = ReturnType<typeof indicatorsRecord>;

/** Fewer cases than this are hidden from whoever does research: they might be known persons. */
export const LEAST_SHOWN = 10;

/** Indicators without the hospitals and groups that have too few cases, and how many of them there are. */
export function hideSmallCounts(record: Record): object {
  const { indicators, groups, ...rest } = record;
  const [hospitals, hiddenHospitals] = shownOf(indicators, ({ submitted }) => submitted);
  const [shownGroups, hiddenGroups] = shownOf(groups, ({ cases }) => cases);
  return {
    ...rest,
    indicators: hospitals.map((one) => (one.lowRiskCases < LEAST_SHOWN ? withoutLowRisk(one) : one)),
    groups: shownGroups,
    hidden: { below: LEAST_SHOWN, hospitals: hiddenHospitals, groups: hiddenGroups },
  };
}

/** One that is hidden alone would be what the others leave of the total: then the next smallest is hidden with it. */
function shownOf<One>(all: readonly One[], casesOf: (one: One) => number): readonly [readonly One[], number] {
  const small = all.filter((one) => casesOf(one) < LEAST_SHOWN);
  const hidden = new Set(small);
  if (small.length === 1) {
    const others = all.filter((one) => !hidden.has(one)).sort((a, b) => casesOf(a) - casesOf(b));
    if (others[0] !== undefined) hidden.add(others[0]);
  }
  return [all.filter((one) => !hidden.has(one)), hidden.size];
}

const LOW_RISK = ['lowRiskCases', 'lowRiskMortality'];
const withoutLowRisk = (measured: Record['indicators'][number]): object =>
  Object.fromEntries(Object.entries(measured).filter(([name]) => !LOW_RISK.includes(name)));
