// The builder once more, as plainly as it can be said: lists of cases, no cells, no columns, every number a bigint. For a fixed threshold,
// no library, the usual choices of the related split, and means of year means.
import type { HistoryCase } from '../grouper/index.js';

/** What the naive builder is told. Quantiles in thousandths. */
export interface NaiveChoices {
  readonly threshold: number;
  readonly weights: readonly number[];
  readonly trim: { readonly low: number; readonly high: number; readonly minimumCases: number };
  readonly attributeOf: (procedure: string) => string;
}

export interface NaiveGroup {
  readonly key: string;
  readonly cases: number;
  readonly trimmed: number;
  /** Points to four decimals, half up. */
  readonly points: string;
  /** CV to four decimals, half up; of the population. */
  readonly variation: string;
}

/** Groups by key, with their figures. */
export function naiveDirectory(cases: readonly HistoryCase[], choices: NaiveChoices): NaiveGroup[] {
  const groups = new Map<string, HistoryCase[]>();
  const put = (key: string, some: readonly HistoryCase[]) => groups.set(key, [...(groups.get(key) ?? []), ...some]);
  const rest: HistoryCase[] = [];
  for (const family of separate(cases, (one) => `${one.diagnosis} ${one.mainProcedure}`)) {
    const { diagnosis, mainProcedure } = family[0]!;
    const key = mainProcedure === '' ? diagnosis : `${diagnosis}:${mainProcedure}`;
    if (mainProcedure === '') {
      if (family.length >= choices.threshold) put(key, family);
      else rest.push(...family);
      continue;
    }
    const without = family.filter(({ related }) => related.length === 0);
    const base = without.length > 0 ? without : family;
    const rises = (some: readonly HistoryCase[]) =>
      some.length > 0 && 10n * sum(some) * BigInt(base.length) >= 11n * sum(base) * BigInt(some.length);
    const codes = [...new Set(family.flatMap(({ related }) => related))].sort((a, b) => {
      const [x, y] = [having(family, a), having(family, b)];
      const difference = sum(y) * BigInt(x.length) - sum(x) * BigInt(y.length);
      return difference === 0n ? (a < b ? -1 : 1) : difference > 0n ? 1 : -1;
    });
    const costly = codes.filter((code) => rises(having(family, code)));
    let left = family;
    for (const code of costly) {
      const some = having(left, code);
      if (some.length < choices.threshold || !rises(some)) continue;
      put(`${key}+${code}`, some);
      left = left.filter((one) => !some.includes(one));
    }
    const plain = left.filter(({ related }) => !related.some((code) => costly.includes(code)));
    if (plain.length >= choices.threshold) put(key, left);
    else rest.push(...left);
  }
  for (const one of rest) {
    const attribute = one.mainProcedure === '' ? 'conservative' : choices.attributeOf(one.mainProcedure);
    if (attribute === 'conservative' && groups.has(one.diagnosis)) put(one.diagnosis, [one]);
    else put(`~${one.diagnosis.slice(0, 3)} ${attribute}`, [one]);
  }
  const overall = mean(cases, choices);
  return [...groups]
    .filter(([key, some]) => !key.startsWith('~') || some.length >= choices.threshold)
    .map(([key, some]) => figuresOf(key, some, choices, overall))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function having(cases: readonly HistoryCase[], code: string): HistoryCase[] {
  return cases.filter(({ related }) => related.includes(code));
}

type Fraction = readonly [bigint, bigint];

function figuresOf(key: string, some: readonly HistoryCase[], choices: NaiveChoices, overall: Fraction): NaiveGroup {
  const costs = some.map(({ cost }) => cost).sort((a, b) => a - b);
  const at = (thousandths: number) => costs[Math.max(1, Math.ceil((thousandths * costs.length) / 1000)) - 1]!;
  const { low, high, minimumCases } = choices.trim;
  const counted = costs.length < minimumCases ? some : some.filter(({ cost }) => cost >= at(low) && cost <= at(high));
  const [top, bottom] = mean(counted, choices);
  const scale = 10_000_000n * overall[1];
  const n = BigInt(counted.length);
  const squares = counted.reduce((all, { cost }) => all + BigInt(cost) ** 2n, 0n);
  return {
    key,
    cases: some.length,
    trimmed: some.length - counted.length,
    points: fourPlaces((2n * top * scale + bottom * overall[0]) / (2n * bottom * overall[0])),
    variation: fourPlaces(variation(n * squares - sum(counted) ** 2n, sum(counted))),
  };
}

/** Ten-thousandths of √numerator ÷ total, half up, by trying every place from the left. */
function variation(numerator: bigint, total: bigint): bigint {
  let found = 0n;
  for (let step = 1n << 20n; step > 0n; step >>= 1n) {
    // found + step is reached when (found + step − 1/2)² · total² ≤ numerator · 10^8.
    const tried = 2n * (found + step) - 1n;
    if (tried * tried * total * total <= 4n * numerator * 100_000_000n) found += step;
  }
  return found;
}

function mean(cases: readonly HistoryCase[], { weights }: NaiveChoices): Fraction {
  let [top, bottom, weight] = [0n, 1n, 0n];
  weights.forEach((one, year) => {
    const some = cases.filter((each) => each.year === year);
    if (some.length === 0) return;
    top = top * BigInt(some.length) + BigInt(one) * sum(some) * bottom;
    bottom *= BigInt(some.length);
    weight += BigInt(one);
  });
  return [top, bottom * weight];
}

function separate(cases: readonly HistoryCase[], keyOf: (one: HistoryCase) => string): HistoryCase[][] {
  return [...new Set(cases.map(keyOf))].map((key) => cases.filter((one) => keyOf(one) === key));
}

function sum(cases: readonly HistoryCase[]): bigint {
  return cases.reduce((all, { cost }) => all + BigInt(cost), 0n);
}

function fourPlaces(units: bigint): string {
  const digits = String(units).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
