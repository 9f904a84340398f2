import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { demonstrationCsv, demonstrationDischarges, packageRoot } from '../reference-data/index.js';
import { parseYuan, type Fen } from '../pricing/index.js';
import { groupFile } from '../server/grouping/group-file.js';
import { loadForGrouping } from '../server/schemes/shared-scheme.js';
import { fileSha256 } from './file-sha256.js';
import { measure, medianRatio, type Measured } from './measure.js';
import { MOST_IN_MEMORY, priceInMemory } from './price-in-memory.js';

/** The demonstration directory with its region: what ships, so that everybody can measure it. */
const SCHEME = 'demo-dip';

const COMMAND = fileURLToPath(new URL('../server/cli/main.js', import.meta.url));

export interface PriceResults {
  readonly scheme: string;
  readonly rows: number;
  /** SHA-256 of the priced file, which is the same for every number of threads. */
  readonly fingerprint: string;
  readonly pricedRows: number;
  readonly measured: readonly Measured[];
  /** Two threads against one. */
  readonly speedUp: number;
}

/** Prices a file of grouped DIP cases from disk to disk, without its breakdown, on one thread and on two; and some of them in memory. */
export async function benchmarkPriceFile(rows: number, rounds: number, seed: number): Promise<PriceResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const cases = join(folder, 'cases.csv');
    const grouped = join(folder, 'grouped.csv');
    // Of the six demonstration hospitals, whose coefficients the policy states.
    await pipeline(
      Readable.from(demonstrationCsv(demonstrationDischarges({ seed, count: rows, year: 2026 }))),
      createWriteStream(cases),
    );
    const scheme = await loadForGrouping(SCHEME);
    await groupFile({ scheme, input: cases, output: grouped, outputFormat: 'csv' });
    const policy = join(packageRoot(), 'reference-data', 'regions', SCHEME, 'payment-policy.yaml');
    const run = (threads: number, output: string) => priceInItsOwnProcess(grouped, output, threads);
    const hashes = [];
    for (const threads of [1, 2]) {
      await run(threads, join(folder, `priced-${threads}.csv`));
      hashes.push(await fileSha256(join(folder, `priced-${threads}.csv`)));
    }
    assert.equal(hashes[0], hashes[1], 'one thread and two give the same bytes');
    const { pricedRows, standards } = await checkSums(join(folder, 'priced-1.csv'), rows);
    const inMemory = await priceInMemory({ scheme: SCHEME, policyPath: policy, grouped, standards });
    const timed = (threads: number) => ({
      name: `price grouped DIP cases, file to file, ${threads} thread${threads > 1 ? 's' : ''}`,
      operation: 'price one row',
      operations: rows,
      run: () => run(threads, join(folder, 'timed.csv')),
    });
    const measured = await measure([timed(1), timed(2), inMemory], rounds);
    const speedUp = medianRatio(measured[1]!, measured[0]!);
    return { scheme: SCHEME, rows, fingerprint: hashes[0]!, pricedRows, measured, speedUp };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The command as a person gives it. @returns Its own account of the seconds it took, without the start of Node. */
async function priceInItsOwnProcess(input: string, output: string, threads: number): Promise<number> {
  const words = ['price', '--policy', SCHEME, '--scheme', SCHEME, '--input', input, '--output', output];
  const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...words, '--threads', String(threads), '--json']);
  return (JSON.parse(stdout) as { readonly seconds: number }).seconds;
}

/** What the priced file says. */
interface CheckedFile {
  readonly pricedRows: number;
  /** Payment standards of the first rows, in order. */
  readonly standards: readonly (Fen | undefined)[];
}

/** Every row came out, and most were paid. */
async function checkSums(path: string, rows: number): Promise<CheckedFile> {
  const lines = createInterface({ input: createReadStream(path) })[Symbol.asyncIterator]();
  const header = ((await lines.next()).value as string).split(',');
  const column = header.indexOf('paymentStandard');
  assert(column >= 0, 'a priced file has the column paymentStandard');
  let count = 0;
  let pricedRows = 0;
  const standards: (Fen | undefined)[] = [];
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    count++;
    const printed = (line.value as string).split(',')[column]!;
    const standard = printed === '' ? undefined : parseYuan(printed);
    if (standards.length < MOST_IN_MEMORY) standards.push(standard);
    if (standard === undefined) continue;
    assert(standard > 0n, 'a payment standard is an amount above zero');
    pricedRows++;
  }
  assert.equal(count, rows);
  assert(pricedRows > rows / 2, 'most cases have a payment standard');
  return { pricedRows, standards };
}
