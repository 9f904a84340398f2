import {
  METHODS,
  paidToBilled,
  parseYuan,
  pointsPosition,
  SETTLEMENT,
  sumFen,
  type ClearedPool,
  type Fen,
  type FundRiskValues,
  type PaidToBilled,
  type PaymentPolicy,
  type PointsPosition,
  type Ratio,
  type Sourced,
} from '../../pricing/index.js';
import { ServerError } from '../errors.js';
import { openRun, tableRows } from '../settlement/open-run.js';
import { exactValue, readValues, type PoolValueRow } from '../settlement/pool-values.js';
import type { Run } from '../settlement/run-manifest.js';

/** What cleared years say of one fund, the earliest first. */
export interface ClearedYear {
  readonly year: number;
  readonly pools: readonly ClearedPool[];
  readonly paid: Fen;
  readonly billed: Fen;
}

/** The same, held against the limits of the region. */
export interface AssessedYear extends Omit<ClearedYear, 'pools'> {
  readonly pools: readonly PointsPosition[];
  readonly ratio: PaidToBilled;
}

/** Holds what years were cleared at against the limits of a fund. */
export const assessYears = (years: readonly ClearedYear[], values: FundRiskValues): readonly AssessedYear[] =>
  years.map(({ pools, ...one }) => ({
    ...one,
    pools: pools.map((pool) => pointsPosition(pool, values)),
    ratio: paidToBilled(one.paid, one.billed, values),
  }));

/**
 * Reads what the runs of cleared years say of each fund.
 *
 * @throws SERVER_OPTION_INVALID for a run of a month or of another region; SETTLEMENT_RUN_UNREADABLE, SETTLEMENT_RUN_CHANGED
 */
export async function readClearedYears(
  paths: readonly string[],
  policy: PaymentPolicy,
): Promise<ReadonlyMap<string, readonly ClearedYear[]>> {
  const runs = await Promise.all(paths.map((path) => openRun(path)));
  for (const { identity, path } of runs)
    if (identity.kind !== 'year' || identity.region !== policy.region)
      throw new ServerError('SERVER_OPTION_INVALID', {
        option: '--runs',
        value: path,
        allowed: `settle year (${policy.region})`,
      });
  runs.sort((a, b) => (a.identity.period < b.identity.period ? -1 : 1));
  const funds = new Map<string, ClearedYear[]>();
  for (const run of runs) {
    const year = Number(run.identity.period);
    const values = (await readValues(run)).filter(({ period }) => period === run.identity.period);
    for (const [fund, sums] of await sumsOf(run)) {
      const known = funds.get(fund) ?? [];
      const last = known.find((one) => one.year === year - 1);
      const pools = values.flatMap((row) => (row.fund === fund ? poolOf(row, year, last, policy) : []));
      funds.set(fund, [...known, { year, pools, ...sums }]);
    }
  }
  return funds;
}

/** A pool that has no floating value has nothing that could vary. */
function poolOf(row: PoolValueRow, year: number, last: ClearedYear | undefined, policy: PaymentPolicy): readonly ClearedPool[] {
  if (row.floating === '') return [];
  const before = last?.pools.find(({ pool }) => pool === row.pool)?.value;
  const opening = openingValue(policy, row, year);
  const [released, paid] = [parseYuan(row.released), parseYuan(row.paid)];
  return [{ year, pool: row.pool, released, paid, value: exactValue(row.floating), opening, before }];
}

/**
 * What the policy published for the first day of the year for the methods that the pool pays; undefined where it did not. Of several methods
 * the one counts that the pool names first.
 */
function openingValue(policy: PaymentPolicy, { fund, pool }: PoolValueRow, year: number): Ratio | undefined {
  const query = { fund, on: `${year}-01-01`, purpose: 'estimate' } as const;
  const { pools } = policy.section(SETTLEMENT, query);
  for (const method of pools.value.find(({ id }) => id === pool)?.when.methods ?? []) {
    const section = METHODS.find((one) => one.section.id === method)?.section;
    if (section === undefined || !('pointValue' in section.parameters) || !policy.hasSection(section)) continue;
    const { pointValue } = policy.section(section, query) as { readonly pointValue?: Sourced<Ratio> };
    if (pointValue !== undefined) return pointValue.value;
  }
  return undefined;
}

async function sumsOf(run: Run): Promise<ReadonlyMap<string, { readonly paid: Fen; readonly billed: Fen }>> {
  const found = new Map<string, { paid: Fen[]; billed: Fen[] }>();
  for await (const { fund = '', cash = '', billed = '' } of tableRows(run, 'hospitals.csv')) {
    const of = found.get(fund) ?? { paid: [], billed: [] };
    found.set(fund, of);
    of.paid.push(parseYuan(cash));
    of.billed.push(parseYuan(billed));
  }
  return new Map([...found].map(([fund, { paid, billed }]) => [fund, { paid: sumFen(paid), billed: sumFen(billed) }]));
}
