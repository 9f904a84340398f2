import { fen, type Fen } from '../../pricing/index.js';
import type { ComparedCase } from './compared-case.js';

/** By what gains and losses are told apart. */
export const DIMENSIONS = ['fund', 'hospital', 'mdc', 'severity', 'method'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Key of what has no part in a dimension: no MDC, or no case at all. */
export const NONE = '-';

const PAIR = ' > ';

/** Methods of both sides in the key of a row of methods; one for a row without cases. */
export const methodsOf = ({ key }: Pick<GainRow, 'key'>): readonly string[] => key.split(PAIR);

/** Cases of one kind and fund under both sides. Unit of amounts: fen. */
export interface GainRow {
  readonly dimension: Dimension;
  readonly key: string;
  readonly fund: string;
  /** That one side pays at least. */
  readonly cases: number;
  /** Cases that both sides pay, and the second pays more for, or less. */
  readonly gaining: number;
  readonly losing: number;
  readonly before: Fen;
  readonly after: Fen;
}

interface Sums {
  cases: number;
  gaining: number;
  losing: number;
  before: bigint;
  after: bigint;
}

type Keys = Readonly<Record<Dimension, string>>;

/** What a hospital has of a fund without any case. Unit: fen. */
export interface AmountBeside {
  readonly fund: string;
  readonly hospital: string;
  readonly before: Fen;
  readonly after: Fen;
}

/** Adds up what cases get under both sides: some numbers for each hospital, MDC, severity and pair of methods, by fund. */
export class GainsAndLosses {
  readonly #sums = new Map<Dimension, Map<string, Map<string, Sums>>>();

  /** Adds a case that one side pays at least. What the other does not pay is nothing. */
  add({ fund, hospital, mdc, severity, before, after }: ComparedCase): void {
    const method = [before.method || NONE, after.method || NONE].join(PAIR);
    const keys = { fund, hospital, mdc: mdc || NONE, severity: severity || NONE, method };
    const [was, is] = [before.amount, after.amount];
    const isPaidTwice = was !== undefined && is !== undefined;
    for (const sums of this.#at(keys)) {
      sums.cases++;
      if (isPaidTwice && is > was) sums.gaining++;
      if (isPaidTwice && is < was) sums.losing++;
      sums.before += was ?? 0n;
      sums.after += is ?? 0n;
    }
  }

  /** Adds an amount that belongs to no case. */
  addBeside({ fund, hospital, before, after }: AmountBeside): void {
    for (const sums of this.#at({ fund, hospital, mdc: NONE, severity: NONE, method: NONE })) {
      sums.before += before;
      sums.after += after;
    }
  }

  /** By dimension, fund and key. Money never crosses from one fund to another. */
  rows(): readonly GainRow[] {
    return DIMENSIONS.flatMap((dimension) =>
      sorted(this.#sums.get(dimension) ?? new Map<string, Map<string, Sums>>()).flatMap(([fund, some]) =>
        sorted(some).map(([key, { before, after, ...counts }]) => ({
          dimension,
          key,
          fund,
          ...counts,
          before: fen(before),
          after: fen(after),
        })),
      ),
    );
  }

  #at(keys: Keys): readonly Sums[] {
    return DIMENSIONS.map((dimension) => {
      const ofFund = inner(inner(this.#sums, dimension, newMap<Map<string, Sums>>), keys.fund, newMap<Sums>);
      return inner(ofFund, keys[dimension], () => ({ cases: 0, gaining: 0, losing: 0, before: 0n, after: 0n }));
    });
  }
}

const newMap = <Value>(): Map<string, Value> => new Map();

function inner<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = create();
  map.set(key, value);
  return value;
}

const sorted = <Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
