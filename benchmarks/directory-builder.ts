import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationCsv, demonstrationDischarges, demonstrationVolume, packageRoot } from '../reference-data/index.js';
import { buildFromFiles } from '../server/directory/build-from-files.js';
import { openOutput } from '../server/grouping/output-file.js';

/** Years that a directory is built from. */
export const BUILDER_YEARS = [2023, 2024, 2025] as const;

/** What a build of so many rows took: from reading CSV to the written folder, on one thread. */
export interface BuilderResults {
  readonly seed: number;
  readonly rows: number;
  readonly groups: number;
  readonly coreShare: string;
  readonly seconds: number;
  readonly rowsPerSecond: number;
  /** Highest resident memory of the process so far. */
  readonly peakMiB: number;
  /** SHA-256 of groups and evidence. */
  readonly fingerprint: string;
}

/**
 * Builds a directory from generated discharges: at least the rows asked for, over three years.
 *
 * @param rows Two million show that a large pool fits; memory beyond the program's own grows by 33 bytes a row and with distinct cells.
 */
export async function benchmarkDirectoryBuilder(rows: number, seed: number): Promise<BuilderResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const inputs: string[] = [];
    for (const year of BUILDER_YEARS) {
      const path = join(folder, `${year}.csv`);
      // Volume grows from year to year, so a third in the first makes more than the whole.
      const count = demonstrationVolume(Math.ceil(rows / BUILDER_YEARS.length), year);
      const output = await openOutput(path);
      for (const line of demonstrationCsv(demonstrationDischarges({ seed, count, year }))) await output.write(line);
      await output.commit();
      inputs.push(path);
    }
    const policy = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'directory-policy.yaml');
    const output = join(folder, 'directory');
    const started = performance.now();
    const report = await buildFromFiles({
      inputs,
      years: BUILDER_YEARS,
      policy,
      output,
      id: 'bench',
      names: [],
      demonstration: true,
    });
    const seconds = (performance.now() - started) / 1000;
    await checkTotals(output, report.cases);
    assert(report.rows >= rows, 'as many rows were read as were asked for');
    const hash = createHash('sha256');
    for (const file of ['groups.csv', 'evidence.csv']) {
      for await (const piece of createReadStream(join(output, file))) hash.update(piece as Buffer);
    }
    return {
      seed,
      rows: report.rows,
      groups: Object.values(report.origins).reduce((sum, { groups }) => sum + groups, 0),
      coreShare: report.coreShare,
      seconds: Number(seconds.toFixed(1)),
      rowsPerSecond: Math.round(report.rows / seconds),
      peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      fingerprint: hash.digest('hex'),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A wrong answer has no speed: what was written must add up to the cases that were read. */
async function checkTotals(folder: string, cases: number): Promise<void> {
  const report = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as {
    readonly rows: number;
    readonly rejectedRows: number;
    readonly origins: Readonly<Record<string, { readonly cases: number }>>;
    readonly left: Readonly<Record<string, { readonly cases: number }>>;
  };
  assert.equal(report.rows - report.rejectedRows, cases);
  const counted = [...Object.values(report.origins), ...Object.values(report.left)];
  assert.equal(
    counted.reduce((sum, part) => sum + part.cases, 0),
    cases,
  );
}
