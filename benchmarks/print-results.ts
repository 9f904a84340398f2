import type { FileToFileResults } from './batch/file-to-file.js';
import type { BuilderResults } from './directory-builder.js';
import { SEED, type GroupingResults } from './drg-grouping.js';
import type { Circumstances } from './machine.js';
import type { PriceResults } from './price-file.js';
import type { SettlementResults } from './settlement/settle-year.js';
import type { BatchResults } from './serve/batch-in-database.js';
import type { SingleCaseResults } from './serve/single-cases.js';
import type { StreamUploadResults } from './serve/stream-upload.js';
import { medianRatio } from './measure.js';

/** The line without which no figure means anything. */
export function printMachine(machine: Circumstances): void {
  const parts = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
  console.log(parts.join(' · '));
}

/** Grouping in memory as a table; ratios are those to the plain interpreter in the same rounds. */
export function printGroupingResults(
  { scheme, cases, fingerprint, measured }: GroupingResults,
  rounds: number,
  peakMiB: number,
): void {
  console.log(
    `\n${scheme} · ${cases} · seed ${SEED} · ${rounds} rounds · answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`,
  );
  console.log('| what | median /s | slowest - fastest | times the plain interpreter |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const one of measured) {
    const { name, operation, median, slowest, fastest } = one;
    const ratio = operation === 'group one case' ? medianRatio(one, measured[0]!).toFixed(1) : '';
    console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} | ${ratio} |`);
  }
  console.log(`\npeak resident memory of this process: ${peakMiB} MiB`);
}

/** Files as a table, and what the run makes of it. */
export function printFileResults(results: FileToFileResults): void {
  const { scheme, rows, fileBytes, fingerprint, measured, speedUp, shareOfParts, partsAllow, peakMiB, compiledBytes } = results;
  const rounds = measured[0]!.rounds;
  const megabytes = Math.round(fileBytes / 1e6);
  console.log(
    `\n${scheme} · ${rows} generated rows, ${megabytes} MB · seed ${SEED} · ${rounds} rounds · answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`,
  );
  console.log('| what | median /s | slowest - fastest |');
  console.log('| --- | ---: | ---: |');
  for (const { name, median, slowest, fastest } of measured) {
    console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} |`);
  }
  console.log(`\ntwo threads against one: ${speedUp.toFixed(2)} times`);
  if (shareOfParts !== undefined) {
    console.log(`of what the parts allow (${figure(partsAllow!)} rows/s): ${(shareOfParts * 100).toFixed(0)} %`);
  }
  console.log(`peak resident memory of a run, a process of its own: ${peakMiB} MiB; compiled scheme: ${compiledBytes} bytes`);
}

/** Pricing as a table. */
export function printPriceResults({ scheme, rows, pricedRows, fingerprint, measured, speedUp }: PriceResults): void {
  const rounds = measured[0]!.rounds;
  console.log(`\n${scheme} · ${rows} grouped rows, ${pricedRows} with a payment standard · seed ${SEED} · ${rounds} rounds`);
  console.log(`answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`);
  console.log('| what | median /s | slowest - fastest |');
  console.log('| --- | ---: | ---: |');
  for (const { name, median, slowest, fastest } of measured) {
    console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} |`);
  }
  console.log(`\ntwo threads against one: ${speedUp.toFixed(2)} times`);
}

/** The year of a city. */
export function printSettlementResults({ scheme, rows, hospitals, cases, year, months, rowsPerSecond }: SettlementResults): void {
  console.log(`\n${scheme} · ${rows} cases of ${hospitals} hospitals, grouped, priced and settled on two threads, one round`);
  console.log(`answers checked, fingerprint ${year.fingerprint.slice(0, 16)}\n`);
  console.log('| what | s | CPU s | peak MiB |');
  console.log('| --- | ---: | ---: | ---: |');
  for (const [name, { seconds, cpuSeconds, peakMiB }] of Object.entries({ 'clear the year': year, 'settle its months': months }))
    console.log(`| ${name} | ${figure(seconds)} | ${figure(cpuSeconds)} | ${peakMiB} |`);
  console.log(`\ncases a second of the year: ${figure(rowsPerSecond)}`);
  console.log(
    `cases: ${Object.entries(cases)
      .map((one) => one.join(' '))
      .join(' · ')}`,
  );
}

/** Requests for single cases as a table; shares are those of the echo's speed in the same rounds. */
export function printSingleCaseResults({
  schemes,
  connections,
  secondsOfRound,
  rounds,
  fingerprint,
  requests,
}: SingleCaseResults): void {
  const times = `${rounds} rounds of ${secondsOfRound} s`;
  console.log(`\nsingle cases over HTTP, ${schemes.join(' and ')} · ${connections} connections · ${times} · seed ${SEED}`);
  console.log(`answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`);
  console.log('| what | requests/s | of the echo | p50 ms | p99 ms | CPU µs | bytes an answer |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, median, share, p50, p99, cpu, answerBytes } of requests)
    console.log(`| ${name} | ${figure(median)} | ${share.toFixed(2)} | ${p50} | ${p99} | ${cpu} | ${answerBytes} |`);
}

/** A file that is grouped while it is sent. */
export function printUploadResults({
  scheme,
  rows,
  fingerprint,
  measured,
  share,
  peakAtStartMiB,
  peakMiB,
}: StreamUploadResults): void {
  const rounds = measured[0]!.rounds;
  console.log(
    `\n${scheme} · ${rows} generated rows · seed ${SEED} · ${rounds} rounds · answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`,
  );
  console.log('| what | median /s | slowest - fastest |');
  console.log('| --- | ---: | ---: |');
  for (const { name, median, slowest, fastest } of measured)
    console.log(`| ${name} | ${figure(median)} | ${figure(slowest)} - ${figure(fastest)} |`);
  console.log(`\nwhile it is sent, against file to file: ${share.toFixed(2)}`);
  console.log(
    `peak resident memory of the service, its database within: ${peakAtStartMiB} MiB when it had started, ${peakMiB} MiB in the end`,
  );
}

/** A batch in PostgreSQL, and single cases beside it. */
export function printBatchResults(results: BatchResults | undefined): void {
  if (results === undefined) return console.log('\na batch in PostgreSQL: not measured, because DATABASE_URL names none');
  const { scheme, rows, fingerprint, rounds, uploadShare, answerShare, p99 } = results;
  console.log(`\na batch in PostgreSQL · ${scheme} · ${rows} generated rows · seed ${SEED} · ${rounds.length} rounds`);
  console.log(`answers checked, fingerprint ${fingerprint.slice(0, 16)}\n`);
  console.log('| what, rows a second | by round |');
  console.log('| --- | --- |');
  for (const [name, rate] of Object.entries(BATCH_RATES))
    console.log(`| ${name} | ${rounds.map((round) => figure(round[rate])).join(' · ')} |`);
  console.log(`\nuploading against COPY: ${uploadShare.toFixed(2)}; answering against COPY: ${answerShare.toFixed(2)}`);
  const times = `${p99.idle} ms idle, ${p99.uploading} ms while it is uploaded, ${p99.answering} ms while it is answered`;
  console.log(`single cases at 50 requests a second, p99: ${times}`);
}

const BATCH_RATES = {
  'upload until it is confirmed': 'uploaded',
  'COPY of the same cases': 'copiedCases',
  'answer until the last result stands': 'answered',
  'COPY of the same results': 'copiedResults',
} as const;

/** The build of a directory, one figure a line. */
export function printBuilderResults(results: BuilderResults): void {
  console.log('\nbuild a directory from CSV, one thread, one round');
  for (const [name, value] of Object.entries(results)) console.log(`${name} ${value}`);
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
