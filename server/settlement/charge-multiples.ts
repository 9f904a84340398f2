import type { PricedLine } from './priced-line.js';

/** Columns of the distribution for each whole multiple. */
const A_WHOLE = 4n;
/** The last column takes this multiple and all above it. */
const LAST = 3n;

/** How charges lie against payment standards: cases by quarters of a multiple, for each fund. */
export class ChargeMultiples {
  readonly #funds = new Map<string, number[]>();

  add({ fund, settled }: PricedLine): void {
    if (settled === undefined || settled.standard <= 0n) return;
    const quarter = (settled.charges * A_WHOLE) / settled.standard;
    const counts = this.#countsOf(fund);
    counts[Number(quarter < LAST * A_WHOLE ? quarter : LAST * A_WHOLE)]!++;
  }

  /** The stretches, such as `0.75–1`, and how many cases of each fund lie in them. */
  columns(): readonly { readonly name: string; readonly counts: ReadonlyMap<string, number> }[] {
    const funds = [...this.#funds].sort(([a], [b]) => (a < b ? -1 : 1));
    return Array.from({ length: COLUMNS }, (_, at) => ({
      name: at === COLUMNS - 1 ? `≥ ${LAST}` : `${quarters(at)}–${quarters(at + 1)}`,
      counts: new Map(funds.map(([fund, counts]) => [fund, counts[at]!])),
    }));
  }

  #countsOf(fund: string): number[] {
    const known = this.#funds.get(fund);
    if (known !== undefined) return known;
    const counts = Array.from({ length: COLUMNS }, () => 0);
    this.#funds.set(fund, counts);
    return counts;
  }
}

const COLUMNS = Number(LAST * A_WHOLE) + 1;

const quarters = (count: number): string => String(count / Number(A_WHOLE));
