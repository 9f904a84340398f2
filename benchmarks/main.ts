// npm run bench: answers are checked, then timed; figures go to standard output and, as JSON, to benchmarks/results/ or to --json FILE.
// npm run bench -- --generate N --seed S --scheme ID writes a case file instead. README.md has the options.
import { benchmarkFileToFile } from './batch/file-to-file.js';
import { benchmarkDirectoryBuilder } from './directory-builder.js';
import { benchmarkDipGrouping } from './dip-grouping.js';
import { benchmarkDrgGrouping, SEED } from './drg-grouping.js';
import { generateCommand } from './generate/generate-command.js';
import { keepResults } from './keep-results.js';
import { benchmarkPriceFile } from './price-file.js';
import { benchmarkBatch } from './serve/batch-in-database.js';
import { benchmarkSingleCases } from './serve/single-cases.js';
import { benchmarkStreamUpload } from './serve/stream-upload.js';
import { benchmarkSettlement } from './settlement/settle-year.js';
import { circumstances } from './machine.js';
import { readOptions } from './options.js';
import {
  printBuilderResults,
  printGroupingResults,
  printFileResults,
  printMachine,
  printPriceResults,
  printSingleCaseResults,
  printUploadResults,
  printBatchResults,
  printSettlementResults,
} from './print-results.js';

/** A round over files takes half a minute. */
const FILE_ROUNDS = 3;
const UPLOADED = 1_000_000;
/** A city's year. */
const CITY_CASES = 1_000_000;

// npm runs scripts in the package's folder; files are meant from where the person stands.
if (process.env['INIT_CWD']) process.chdir(process.env['INIT_CWD']);
const options = readOptions(process.argv.slice(2));
const { generate, only, rounds, rows, json, scheme } = options;
if (generate !== undefined) {
  if (scheme === undefined) throw new Error('--generate needs --scheme');
  await generateCommand({ ...options, rows: generate, scheme });
} else {
  const machine = circumstances();
  const named = only === 'all' ? ['drg', 'dip', 'files', 'dip-files', 'price'] : [only];
  printMachine(machine);
  const results: Record<string, object> = {};
  if (named.includes('directory')) {
    const built = await benchmarkDirectoryBuilder(rows ?? 2_000_000, SEED);
    printBuilderResults(built);
    results['directory-builder'] = built;
  }
  for (const kind of ['drg', 'dip'] as const) {
    if (!named.includes(kind)) continue;
    const grouping = await (kind === 'drg' ? benchmarkDrgGrouping(rounds) : benchmarkDipGrouping(rounds));
    const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
    printGroupingResults(grouping, rounds, peakMiB);
    results[`${kind}-grouping`] = { seed: SEED, ...grouping, peakMiB };
  }
  for (const kind of ['drg', 'dip'] as const) {
    const name = kind === 'drg' ? 'files' : 'dip-files';
    if (!named.includes(name)) continue;
    const files = await benchmarkFileToFile({ kind, rows: rows ?? 5_000_000, rounds: Math.min(rounds, FILE_ROUNDS), seed: SEED });
    printFileResults(files);
    results[`${kind}-file-to-file`] = { seed: SEED, ...files };
  }
  if (named.includes('price')) {
    const prices = await benchmarkPriceFile(rows ?? 1_000_000, Math.min(rounds, FILE_ROUNDS), SEED);
    printPriceResults(prices);
    results['price-file'] = { seed: SEED, ...prices };
  }
  if (named.includes('settle')) {
    const settled = await benchmarkSettlement(rows ?? CITY_CASES, SEED);
    printSettlementResults(settled);
    // Ten times the cases stand beside the city's.
    const size = settled.rows === CITY_CASES ? '' : `-${settled.rows}`;
    results[`settle${size}`] = { seed: SEED, ...settled };
  }
  if (named.includes('serve')) {
    const singleCases = await benchmarkSingleCases(rounds, SEED);
    printSingleCaseResults(singleCases);
    const upload = await benchmarkStreamUpload(rows ?? UPLOADED, Math.min(rounds, FILE_ROUNDS), SEED);
    printUploadResults(upload);
    const database = process.env['DATABASE_URL'] ?? '';
    const batch =
      database === '' ? undefined : await benchmarkBatch(database, rows ?? UPLOADED, Math.min(rounds, FILE_ROUNDS), SEED);
    printBatchResults(batch);
    results['serve'] = { seed: SEED, singleCases, upload, batch: batch ?? 'not measured: no DATABASE_URL' };
  }
  await keepResults(machine, results, json);
}
