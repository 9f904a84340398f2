import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadScheme } from '../../server/schemes/load-scheme.js';
import { runOfItsOwn } from '../batch/run-of-its-own.js';
import { benchmarkScheme } from '../benchmark-scheme.js';
import { fileSha256 } from '../file-sha256.js';
import { writeCases } from '../generate/write-cases.js';
import { middle } from '../measure.js';
import { bareCopies } from './bare-copies.js';
import { fire, type Firing } from './fire.js';
import { ownDatabase } from './own-database.js';
import { startServiceProcess, type RunningService } from './running-service.js';
import { sendForJson } from './send-file.js';
import { wireCases } from './wire-cases.js';

/** Rows a second, of one round. */
interface Rates {
  /** Until the upload is confirmed: its cases stand in the database. */
  readonly uploaded: number;
  /** From then on until the last result stands there. */
  readonly answered: number;
  /** The same rows by COPY from a file into a table like theirs: cases, results. */
  readonly copiedCases: number;
  readonly copiedResults: number;
}

export interface BatchResults {
  readonly scheme: string;
  readonly rows: number;
  /** SHA-256 of the downloaded results, which are those of the command line. */
  readonly fingerprint: string;
  readonly rounds: readonly Rates[];
  /** Uploading against COPY of the same rows, and answering against COPY of the same results: the median of the rounds. */
  readonly uploadShare: number;
  readonly answerShare: number;
  /** Time to the end of the answer for a single case at 50 requests a second. Unit: milliseconds. */
  readonly p99: { readonly idle: number; readonly uploading: number; readonly answering: number };
}

const RATE = 50;
const CONNECTIONS = 10;
const SECONDS = 4;

/** What a round needs. */
interface Bench {
  readonly service: RunningService;
  readonly key: string;
  readonly database: string;
  readonly folder: string;
  readonly scheme: string;
  readonly input: string;
}

/** Uploads a file as a batch, waits until it is answered, and loads the same rows by COPY; then fires single cases beside one more batch. */
export async function benchmarkBatch(address: string, rows: number, rounds: number, seed: number): Promise<BatchResults> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  const database = await ownDatabase(address);
  try {
    const scheme = await benchmarkScheme('drg', folder);
    const loaded = await loadScheme(scheme, { data: folder });
    const [input, output] = [join(folder, 'cases.csv'), join(folder, 'results.csv')];
    await writeCases({ scheme: loaded, rows, seed }, input);
    await runOfItsOwn({ input, output, scheme, data: folder, threads: 2 });
    const fingerprint = await fileSha256(output);
    const service = await startServiceProcess(folder, database.url);
    try {
      const bench = { service, key: await researcherKey(service), database: database.url, folder, scheme, input };
      const measured: Rates[] = [];
      for (let round = 0; round <= rounds; round++) {
        const { id, ...rates } = await oneBatch(bench, rows);
        if (round === 0) assert.equal(await resultsOf(bench, id), fingerprint, 'a batch has the results of the command line');
        else measured.push(rates);
      }
      const cases = await wireCases(loaded, 400, seed);
      const bodies = cases.map(({ wire }) => ({ schemeId: scheme, discharge: wire }));
      return {
        scheme,
        rows,
        fingerprint,
        rounds: measured,
        uploadShare: middle(measured.map(({ uploaded, copiedCases }) => uploaded / copiedCases)),
        answerShare: middle(measured.map(({ answered, copiedResults }) => answered / copiedResults)),
        p99: await latencies(bench, bodies),
      };
    } finally {
      await service.stop();
    }
  } finally {
    await database.remove();
    await rm(folder, { recursive: true });
  }
}

async function researcherKey({ address, key }: RunningService): Promise<string> {
  const answer = await fetch(`${address}/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'researcher', region: '', purpose: 'benchmark', days: 1 }),
  });
  assert.equal(answer.status, 201);
  return ((await answer.json()) as { readonly key: string }).key;
}

const upload = ({ service, key, scheme, input, folder }: Bench) =>
  sendForJson<{ readonly id: string }>(
    `${service.address}/v1/batches?schemeId=${scheme}&again=true`,
    key,
    input,
    join(folder, 'taken.json'),
  );

async function oneBatch(bench: Bench, rows: number): Promise<Rates & { readonly id: string }> {
  const { seconds, answer } = await upload(bench);
  const started = performance.now();
  await untilDone(bench, answer.id);
  const answering = (performance.now() - started) / 1000;
  const copied = await bareCopies(bench.database, bench.folder, answer.id);
  const [copiedCases, copiedResults] = [rows / copied.cases, rows / copied.results];
  return { id: answer.id, uploaded: rows / seconds, answered: rows / answering, copiedCases, copiedResults };
}

async function stateOf({ service, key }: Bench, id: string): Promise<string> {
  const answer = await fetch(`${service.address}/v1/batches/${id}`, { headers: { authorization: `Bearer ${key}` } });
  return ((await answer.json()) as { readonly state: string }).state;
}

async function untilDone(bench: Bench, id: string): Promise<void> {
  for (let state = ''; state !== 'done'; state = await stateOf(bench, id)) {
    assert(state !== 'failed' && state !== 'cancelled', `the batch is ${state}`);
    await delay(50);
  }
}

async function resultsOf({ service, key }: Bench, id: string): Promise<string> {
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${service.address}/v1/batches/${id}/results`, { headers });
  assert.equal(answer.status, 200);
  const hash = createHash('sha256');
  for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) hash.update(piece);
  return hash.digest('hex');
}

/** Single cases at a steady rate: alone, beside uploads, beside the batches that they become. */
async function latencies(bench: Bench, bodies: readonly object[]): Promise<BatchResults['p99']> {
  const { service, folder } = bench;
  const firing: Firing = {
    ...service,
    path: '/v1/group',
    bodies,
    file: join(folder, 'requests.har'),
    connections: CONNECTIONS,
    seconds: SECONDS,
    rate: RATE,
  };
  await fire(firing);
  const idle = await fire(firing);
  // Two, one after the other: one would be over sooner than what is fired beside it.
  const sending = upload(bench).then(() => upload(bench));
  const uploading = await fire(firing);
  const { answer } = await sending;
  const answering = await fire(firing);
  assert.equal(
    await stateOf(bench, answer.id),
    'running',
    'single cases were fired while the batch was answered: more rows are needed',
  );
  await untilDone(bench, answer.id);
  return { idle: idle.latency.p99, uploading: uploading.latency.p99, answering: answering.latency.p99 };
}
