import { openOutput, type OutputFile } from '../grouping/output-file.js';
import { refuseSameFiles } from '../grouping/refuse-same-files.js';
import { createResultPrinter, type ResultFormat } from '../grouping/result-rows.js';
import type { CaseSource } from '../intake/index.js';
import { BillTally } from './bill-counts.js';
import { billRecord } from './bill-record.js';
import type { BillSettler } from './bill-settler.js';
import { BILL_SHAPE } from './split-columns.js';

export interface BillFileOptions {
  readonly source: CaseSource;
  readonly settler: BillSettler;
  /** Path, or `-` for standard input; only compared with the outputs. */
  readonly input: string;
  /** Path, or `-` for standard output. */
  readonly output: string;
  readonly outputFormat: ResultFormat;
  /** Path of the breakdown file. */
  readonly breakdown?: string | undefined;
  readonly onProgress?: (progress: { readonly rows: number; readonly share: number | undefined }) => void;
}

/**
 * Splits a file of bills: one row for each input row, in input order, in constant memory. Both outputs appear when both are complete.
 *
 * @throws CodedError of intake or output; the outputs are then as they were before.
 */
export async function splitBillFile(options: BillFileOptions): Promise<BillTally> {
  const { input, output: outputPath, breakdown: breakdownPath } = options;
  await refuseSameFiles(input, outputPath, breakdownPath);
  const columns = options.outputFormat === 'csv' ? await options.source.columns() : [];
  const output = await openOutput(outputPath);
  let breakdown: OutputFile | undefined;
  try {
    breakdown = breakdownPath === undefined ? undefined : await openOutput(breakdownPath);
    const tally = await splitBills(options, columns, output, breakdown);
    await breakdown?.commit();
    await output.commit();
    return tally;
  } catch (error) {
    await output.discard();
    await breakdown?.discard();
    throw error;
  }
}

async function splitBills(
  { source, settler, outputFormat, onProgress }: BillFileOptions,
  columns: readonly string[],
  output: OutputFile,
  breakdown: OutputFile | undefined,
): Promise<BillTally> {
  const tally = new BillTally();
  const printer = createResultPrinter(outputFormat, BILL_SHAPE, columns);
  await output.write(printer.header());
  for await (const batch of source.batches()) {
    for (const read of batch) {
      const outcome = settler.settle(read);
      tally.count(outcome);
      await output.write(printer.line(read, outcome));
      await breakdown?.write(`${JSON.stringify(billRecord(outcome))}\n`);
    }
    const { bytesRead, bytesTotal } = source.progress();
    onProgress?.({ rows: tally.rows, share: bytesTotal === undefined ? undefined : bytesRead / bytesTotal });
  }
  return tally;
}
