import type { AnyResult } from '../grouping/result-shape.js';
import type { CaseSource } from '../intake/index.js';
import { PriceTally } from '../pricing/price-counts.js';
import { RecordPricer, type RecordPricingSetup } from '../pricing/record-pricer.js';
import type { PricedResult } from '../pricing/priced-columns.js';
import { Redistribution, type Dimension } from './redistribution.js';

/** What a simulation made of a file. */
export interface Simulated {
  readonly redistribution: Redistribution;
  readonly rows: number;
  readonly compared: number;
  /** Cases that only one side, or neither, could price, or whose split says too little for the fund's part. */
  readonly leftOut: { readonly before: number; readonly after: number; readonly both: number };
}

/** Regroups and reprices every case under two sides, by the paths that `group` and `price` take, and compares what the fund pays. */
export async function simulateFile(
  source: CaseSource,
  before: RecordPricingSetup,
  after: RecordPricingSetup,
  onProgress: (rows: number, share: number | undefined) => void,
): Promise<Simulated> {
  const [first, second] = [await RecordPricer.open(before), await RecordPricer.open(after)];
  const redistribution = new Redistribution();
  const leftOut = { before: 0, after: 0, both: 0 };
  let [rows, compared] = [0, 0];
  for await (const batch of source.batches()) {
    // What the pricers count of a batch is theirs alone and goes with it.
    const tallies = [new PriceTally(), new PriceTally()] as const;
    for (const read of batch) {
      rows++;
      const [one, other] = [first.price(read, tallies[0]), second.price(read, tallies[1])];
      const [paid, wouldPay] = [one.row.priced?.fundPayment, other.row.priced?.fundPayment];
      if (paid === undefined || wouldPay === undefined) {
        leftOut[paid === undefined ? (wouldPay === undefined ? 'both' : 'before') : 'after']++;
        continue;
      }
      compared++;
      const keys = keysOf(read.discharge.hospitalId, one, other);
      redistribution.add({ fund: one.row.priced!.fund, keys, before: paid.fund, after: wouldPay.fund });
    }
    const { bytesRead, bytesTotal } = source.progress();
    onProgress(rows, bytesTotal === undefined ? undefined : bytesRead / bytesTotal);
  }
  return { redistribution, rows, compared, leftOut };
}

function keysOf(hospital = '', one: PricedResult, other: PricedResult): Readonly<Record<Dimension, string>> {
  const drg = [one.result, other.result].find(isDrg);
  return {
    hospital,
    mdc: drg?.mdc || '-',
    severity: drg?.severity ?? '-',
    method: `${one.row.priced!.route.to} > ${other.row.priced!.route.to}`,
  };
}

type DrgPlaced = Extract<AnyResult, { mdc: string }>;

const isDrg = (result: AnyResult | undefined): result is DrgPlaced => result !== undefined && 'mdc' in result;
