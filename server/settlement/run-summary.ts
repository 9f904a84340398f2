import { DEMONSTRATION, printExactly, printYuan, sumFen } from '../../pricing/index.js';
import type { SettledRun } from './settle.js';

/** A run for machines. Amounts are yuan. */
export function summaryOf(run: SettledRun): object {
  const { identity, fingerprint, evidence, cases, period, invariants } = run;
  const funds = [...period.pools.keys()].map((fund) => {
    const own = period.hospitals.filter((one) => one.fund === fund);
    const sum = (which: 'billed' | 'due' | 'paid'): string => printYuan(sumFen(own.map((one) => one[which])));
    const count = own.reduce((all, one) => all + one.cases, 0);
    return { fund, hospitals: own.length, cases: count, billed: sum('billed'), due: sum('due'), paid: sum('paid') };
  });
  return {
    kind: identity.kind,
    region: identity.region,
    period: identity.period,
    fingerprint,
    evidence,
    demonstration: identity.demonstration,
    ...(identity.demonstration ? { notice: DEMONSTRATION } : {}),
    cases: cases.count,
    unsettled: Object.fromEntries(cases.unsettled),
    funds,
    limits: period.limits.flatMap(({ fund, measured }) =>
      measured.map(({ id, measured: share, limit, isWithin }) => ({
        fund,
        id,
        measured: printExactly(share),
        limit: limit.printed,
        isWithin,
      })),
    ),
    invariants: invariants.map(({ id, holds }) => ({ id, holds })),
  };
}
