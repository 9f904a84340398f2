import { createHash } from 'node:crypto';
import { TotalsCollector, weakestEvidence, type CaseTotals, type Evidence } from '../../pricing/index.js';
import { linesOfCases, type CasesForLines } from '../batch/lines-of-cases.js';
import { SETTLING } from '../batch/settle-lines.js';
import type { CaseSettlerSetup } from './case-settler.js';
import { CaseFaults } from './case-faults.js';
import { ChargeMultiples } from './charge-multiples.js';
import { SettlementError } from './errors.js';
import { readPricedLine, reasonUnsettled } from './priced-line.js';
import { LineSorter, writeLines } from './sort-lines.js';

/** Cases of one file, ready to be priced. */
export type CasesToPrice = CasesForLines<CaseSettlerSetup>;

/** What gathering the cases of a settlement takes. */
export interface GatherRequest {
  readonly files: readonly CasesToPrice[];
  /** `YYYY-MM` or `YYYY`. */
  readonly period: string;
  /** Whether cases that policy or scheme cannot price are left out, where a settlement would be refused. */
  readonly isTrial: boolean;
  /** Path of a file that goes before the run is complete. */
  readonly scratch: (name: string) => string;
  readonly onProgress?: ((progress: { readonly rows: number; readonly share: number | undefined }) => void) | undefined;
}

/** The cases of a period, priced and added up. */
export interface GatheredCases {
  readonly count: number;
  /** SHA-256 over the records, whatever their order and files. */
  readonly sha256: string;
  readonly totals: readonly CaseTotals[];
  /** Level of each hospital that states one. */
  readonly levels: ReadonlyMap<string, string>;
  /** Cases that nothing is settled for, by why. */
  readonly unsettled: ReadonlyMap<string, number>;
  readonly multiples: ChargeMultiples;
  /** The weakest grade that a case was priced by. */
  readonly evidence: Evidence;
  /** File of all lines in order. */
  readonly sorted: string;
}

/**
 * Prices cases and adds them up, in constant memory, and leaves them in an order that hangs on nothing but the cases.
 *
 * @throws SETTLEMENT_CASE_TWICE, and as `CaseFaults.refuse`; SETTLEMENT_NOTHING_TO_SETTLE
 */
export async function gatherCases({ files, period, isTrial, scratch, onProgress }: GatherRequest): Promise<GatheredCases> {
  const sorter = new LineSorter(scratch);
  let rows = 0;
  for (const [place, file] of files.entries()) {
    for await (const { lines, share } of linesOfCases(SETTLING, file)) {
      await sorter.add(lines);
      rows += lines.length;
      onProgress?.({ rows, share: share === undefined ? undefined : (place + share) / files.length });
    }
  }
  const sorted = scratch('sorted');
  const tally = new GatheredTally(period, isTrial);
  await writeLines(sorted, sorter.sorted(), (line) => tally.add(line));
  return { ...tally.result(), sorted };
}

/** Looks at the sorted cases once and adds them up. */
class GatheredTally {
  readonly #hash = createHash('sha256');
  readonly #totals = new TotalsCollector();
  readonly #faults: CaseFaults;
  readonly #multiples = new ChargeMultiples();
  readonly #unsettled = new Map<string, number>();
  readonly #evidence = new Set<Evidence>();
  #count = 0;

  constructor(period: string, isTrial: boolean) {
    this.#faults = new CaseFaults(period, isTrial);
  }

  add(text: string): void {
    const line = readPricedLine(text);
    this.#count++;
    this.#hash.update(line.content);
    this.#faults.look(line);
    if (line.settled === undefined) {
      const why = reasonUnsettled(line);
      this.#unsettled.set(why, (this.#unsettled.get(why) ?? 0) + 1);
      return;
    }
    this.#totals.add(line.settled);
    this.#multiples.add(line);
    this.#evidence.add(line.evidence as Evidence);
  }

  result(): Omit<GatheredCases, 'sorted'> {
    this.#faults.refuse();
    const unsettled = new Map([...this.#unsettled].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
    const totals = this.#totals.totals();
    if (totals.length === 0) {
      const why = [...unsettled].map(([reason, count]) => `${reason} ×${count}`).slice(0, 3);
      throw new SettlementError('SETTLEMENT_NOTHING_TO_SETTLE', { count: String(this.#count), why: why.join('; ') });
    }
    return {
      count: this.#count,
      sha256: this.#hash.digest('hex'),
      totals,
      levels: this.#faults.levels(),
      unsettled,
      multiples: this.#multiples,
      evidence: weakestEvidence(this.#evidence),
    };
  }
}
